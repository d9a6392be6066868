# Three strands, and a decision table over them.

parameter "breaches_allowed" {
  title  = "Outpatient breaches that are allowed, whatever the size"
  value  = 5
  source = bmj
}

rating "target_result" {
  title  = "Result of the key target"
  for    = [unit, target]
  scale  = achievement
  value  = reported_target
  source = times

  limit "outpatient_breaches" {
    when    = target == outpatient_waits && outpatient_breaches > breaches_allowed
    at_most = underachieved
    because = "More than five outpatients over the longest wait on four days: the target is not achieved."
    source  = bmj
  }
}

derive "penalty" {
  title  = "Penalty points of the target"
  for    = [unit, target]
  value  = lookup(target_result, { achieved = 0, underachieved = 2, significantly_underachieved = 6 })
  better = lower
  source = recalled
}

group "penalty_points" {
  title   = "Penalty points on key targets"
  better  = lower
  members = each(target.penalty)
  score   = sum
  source  = recalled
}

indicator "outpatient_rate" {
  title  = "Outpatient breaches per 1,000 who wait"
  note   = "Not part of the rating. It shows what five breaches mean for a large and for a small trust."
  better = lower
  value  = 1000 * outpatient_breaches / outpatients_waiting
  round  = half_up(2)
  source = bmj
}

scale "target_band" {
  title = "Key targets"
  levels = {
    clear     = "At most one under-achieved"
    some      = "Some penalty points"
    many      = "Many penalty points"
    excessive = "Too many penalty points for a star"
  }
  source = recalled
}

rating "targets" {
  title  = "Key targets"
  scale  = target_band
  source = recalled

  bands {
    of          = penalty_points
    unpublished = "The cut-offs on penalty points were not found."
  }

  limit "one_at_most" {
    when    = penalty_points <= 2
    exactly = clear
    because = "For three stars a trust can afford to under-achieve in only one key target."
    source  = one_underachieved
  }
}

population "counted" {
  title  = "Indicators that count"
  of     = indicator
  where  = !indicator.dropped
  source = hansard
}

group "area_score" {
  title   = "Mean band of the focus area"
  for     = [unit, area]
  better  = higher
  members = each(counted.indicator_band)
  score   = mean
  shown   = half_up(2)
  source  = recalled
}

scale "area_band" {
  title = "Focus area"
  levels = {
    upper  = "Upper band"
    middle = "Middle band"
    lowest = "Lowest band"
  }
  source = recalled
}

rating "area_result" {
  title  = "Band of the focus area"
  for    = [unit, area]
  scale  = area_band
  source = recalled

  bands {
    of          = area_score
    unpublished = "The cut-offs of the bands of focus areas were not found."
  }
}

scale "scorecard_band" {
  title = "Balanced scorecard"
  levels = {
    open    = "No focus area in the lowest band"
    blocked = "A focus area in the lowest band"
  }
  source = recalled
}

rating "scorecard" {
  title  = "Balanced scorecard"
  scale  = scorecard_band
  of     = each(area.area_result)
  source = recalled

  rule "blocked" { requires = "1 or more are lowest" }
  rule "open" { requires = "otherwise" }
}

scale "review_result" {
  title = "Clinical governance review"
  levels = {
    sound   = "No component at I"
    weak    = "A component at I"
    failing = "Five or more components at I"
  }
  states = { not_used = "No review is used" }
  source = recalled
}

rating "review" {
  title   = "Clinical governance review"
  scale   = review_result
  of      = each(component.component_result)
  applies = oneof(sector_of, [acute, mental_health])
  else    = not_used
  source  = [reviews, recalled]
  note    = "Three stars also asked for several components at III. How many is not known, so no rule here says so."

  rule "failing" { requires = "5 or more are i" }
  rule "weak" { requires = "1 or more are i" }
  rule "sound" { requires = "otherwise" }
}

table "star_table" {
  title  = "Stars by key targets, scorecard and review: the first row that holds"
  in     = [targets, scorecard, review]
  out    = stars
  hit    = first
  source = recalled
  rows = [
    [any, any, failing, 0],
    [excessive, any, any, 0],
    [many, any, any, 1],
    [some, any, any, 2],
    [clear, blocked, any, 2],
    [clear, open, weak, 2],
    [clear, open, any, 3],
  ]
}

rating "overall" {
  title  = "Performance rating"
  scale  = stars
  table  = star_table
  source = [overview, recalled]
}
