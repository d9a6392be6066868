# Lists over the rows within a row: of children and of theirs, of populations of
# them, with weights, for the same question, with figures read upwards on the way.

framework "trusts" {
  version  = "1"
  language = 1
  entity   = trust
  publish  = [score, plain, large, of_question, spread, above_mean, smallest, budgeted, mergers, best_known, worst_known]
}

scale "quality" {
  levels = { good = "Good", fair = "Requires improvement", poor = "Inadequate" }
  points = { good = 3, fair = 2, poor = 1 }
}

entity "trust" { key = "trust" }

entity "location" {
  key    = "location"
  within = trust
}

entity "service" {
  key    = "service"
  within = location
}

entity "question" {
  key     = "question"
  columns = ["question", "title"]
  rows    = [["safe", "Safe"], ["caring", "Caring"]]
}

input "per_bed" { type = number }

input "on" { type = date }

input "merged_on" {
  for  = location
  type = date
}

input "beds" {
  for   = location
  type  = integer
  range = [0, null]
}

input "staff" {
  for  = service
  type = number
}

input "answer" {
  title = "Long data: a row for each service and question"
  for   = [service, question]
  type  = quality
}

population "counted" {
  title = "Locations of five beds or more that did not merge in the last two years"
  of    = location
  where = beds >= 5 && !(is_present(merged_on) && years_between(merged_on, on) < 2)
}

population "staffed" {
  of    = service
  where = staff >= 1
}

group "location_score" {
  for     = [location, question]
  members = each(staffed.answer).points
  weights = staff
  score   = weighted_mean
  missing = exclude
}

group "score" {
  for     = [trust, question]
  members = each(counted.location_score)
  weights = beds
  score   = weighted_mean
  missing = exclude
  need    = "at least 60% of weight"
}

derive "plain" {
  for   = [trust, question]
  value = mean(present(each(service.answer).points))
}

derive "large" { value = count([for l in each(location) : l.beds if l.beds >= 10]) }

rating "of_question" {
  for   = [trust, question]
  scale = quality
  of    = each(staffed.answer)
  rule "poor" {
    requires = "half or more of the rated are poor"
  }
  rule "good" {
    requires = "all of the rated are good"
  }
  rule "fair" {
    requires = "otherwise"
  }
}

derive "spread" { value = max(each(service.staff)) - min(each(service.staff)) }

derive "mean_staff" { value = mean(each(service.staff)) }

derive "above" {
  for   = service
  value = staff > mean_staff
}

derive "above_mean" { value = count(each(service.above)) }

group "smallest" {
  members = each(counted.beds)
  score   = min
}

derive "budget" {
  for   = location
  value = per_bed * beds
}

derive "budgeted" { value = sum(each(location.budget)) }

derive "mergers" { value = count(each(location)) - count(each(counted.beds)) }

derive "best_known" { value = best(present([for s in each(service) : s.answer[caring] if s.staff > 1])) }

derive "worst_known" { value = worst(present(each(staffed.answer[caring]))) }
