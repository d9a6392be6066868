framework "care" { # want R0413 "percentile_rank in .place."
  version  = "1"
  language = 1
  entity   = home
}

entity "home" { key = "home" }

entity "ward" {
  key    = "ward"
  within = home
}

scale "quality" {
  levels = { good = "Good", fair = "Fair", poor = "Poor" }
}

input "score" {
  type   = number
  better = higher
}

input "safe" {
  for  = [ward]
  type = quality
}

derive "place" { value = percentile_rank(score, each(home.score), inclusive) }

# All cases of a count of wards and of a place have a rule.
rating "wards" {
  scale = quality
  of    = each(ward.safe)
  rule "poor" { requires = "2 or more are poor" }
  rule "fair" { requires = "1 or more are fair or worse" }
  rule "good" { requires = "otherwise" }
}

# Whether a high place can go with a low score depends on the other homes.
rating "overall" {
  scale = quality
  rule "good" { when = place >= 0.5 && score > 10 }
  rule "fair" { when = place >= 0.5 && wards != poor }
  rule "poor" { when = place < 0.5 }
}
