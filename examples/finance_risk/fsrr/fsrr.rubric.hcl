framework "finance_risk_fsrr" {
  title   = "Financial sustainability risk rating"
  version = "2015/16"
  publish = [overall, average, liquidity, capital, surplus, plan]
  in_force {
    from  = "2015-08-01"
    until = "2016-10-01"
  }
}

amend "../cosrr" {
  reason = "Surplus and plan come back beside the two metrics, a metric at 1 caps the whole, and a 2 may have a star."
  source = [directory, recalled]
  remove = ["test.small data of 2013", "test.bands of 2013", "test.average of 2013", "test.order of 2013"]

  group "average" { members = [liquidity, capital, surplus, plan] }

  rating "overall" {
    title  = "Financial sustainability risk rating"
    of     = [liquidity, capital, surplus, plan]
    round  = half_up(0)
    source = [directory, recalled]

    limit "one_at_1" {
      requires = "1 or more are 1"
      at_most  = 2
      because  = "A metric rated 1 caps the rating at 2."
      source   = recalled
    }
    mark "*" {
      when   = overall == 2 && unlikely_to_worsen
      label  = "A 2 whose finances are unlikely to get worse in the immediate future."
      source = directory
    }
  }
}

rating "surplus" {
  title  = "I&E margin"
  scale  = risk
  value  = ie_margin
  source = recalled
  bands {
    levels = { 4 = "1% or more", 3 = "0% to below 1%", 2 = "-1% to below 0%", 1 = "below -1%" }
  }
}

rating "plan" {
  title  = "Variance of the margin from plan"
  scale  = risk
  value  = from_plan
  source = recalled
  bands {
    levels = { 4 = "0% or more", 3 = "-1% to below 0%", 2 = "-2% to below -1%", 1 = "below -2%" }
  }
}

input "unlikely_to_worsen" {
  title   = "The regulator considers the position unlikely to get worse"
  type    = boolean
  missing = false
  source  = directory
}

amend "rounded_up" {
  title  = "Averages rounded up, as two years before"
  reason = "How the average of four is rounded is not stated where we read. This says what hangs on it."
  rating "overall" { round = up(0) }
}
