framework "finance_risk_cosrr" {
  title     = "Continuity of services risk rating"
  publisher = "Monitor"
  version   = "2013/14"
  language  = 1
  entity    = provider
  publish   = [overall, average, liquidity, capital]
  purpose   = [prevent_failure]
  note      = "4 is the lowest risk."
  in_force {
    from  = "2013-10-01"
    until = "2015-08-01"
  }
}

use "../metrics" {}

scale "risk" {
  numeric = [1, 4]
  best    = 4
  levels  = { 4 = "4, lowest risk", 1 = "1, highest risk" }
  source  = hfma_2013
}

rating "liquidity" {
  title  = "Liquidity"
  scale  = risk
  value  = liquidity_days
  source = [hfma_2013, recalled]
  bands {
    levels = { 4 = "0 or more", 3 = "-7 to below 0", 2 = "-14 to below -7", 1 = "below -14" }
    source = recalled
  }
}

rating "capital" {
  title  = "Capital service capacity"
  scale  = risk
  value  = capital_service
  source = [hfma_2013, recalled]
  bands {
    levels = { 4 = "2.5 or more", 3 = "1.75 to below 2.5", 2 = "1.25 to below 1.75", 1 = "below 1.25" }
    source = recalled
  }
}

group "average" {
  title   = "Mean of the metrics"
  better  = higher
  members = [liquidity, capital]
  score   = mean
  source  = recalled
}

rating "overall" {
  title  = "Continuity of services risk rating"
  scale  = risk
  value  = average
  of     = [liquidity, capital]
  round  = up(0)
  source = recalled
}
