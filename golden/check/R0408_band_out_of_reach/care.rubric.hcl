framework "care" {
  version  = "1"
  language = 1
  entity   = home
}

entity "home" { key = "home" }

scale "quality" {
  levels = {
    good                 = "Good"
    requires_improvement = "Requires improvement"
    inadequate           = "Inadequate"
  }
}

entity "visit" {
  columns = ["visit"]
  rows    = [["first"], ["second"], ["third"]]
}

input "score" {
  for    = [home, visit]
  type   = integer
  range  = [1, 4]
  better = higher
}

rating "overall" {
  scale = quality
  value = 100 * sum(each(visit.score)) / 12
  round = half_up(0)
  bands {
    levels = {
      good                 = "63 or more"
      requires_improvement = "25 to 62"
      inadequate           = "0 to 24" # want R0408 "from 25 to 100"
    }
  }
}
