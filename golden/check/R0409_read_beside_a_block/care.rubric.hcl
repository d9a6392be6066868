framework "care" {
  version  = "1"
  language = 1
  entity   = home
}

entity "home" { key = "home" }

scale "quality" {
  levels = { good = "Good", fair = "Fair", poor = "Poor" }
}

input "falls" {
  type  = integer
  range = [0, 20]
}

input "beds" {
  type    = integer
  missing = 10
}

input "visited" { type = boolean } # want R0409 "visited"

derive "mean_of_both" { value = (falls + beds) / 2 }

# The falls are also read beside the mean that they are in: only there is nothing to be seen of them.
rating "overall" {
  scale = quality
  rule "poor" { when = mean_of_both > 10 }
  rule "fair" { when = mean_of_both > 5 || falls > 20 }
  rule "good" "visits" { when = visited || !visited }
  rule "good" { requires = "otherwise" }
}
