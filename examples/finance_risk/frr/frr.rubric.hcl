framework "finance_risk_frr" {
  title     = "Financial risk rating"
  publisher = "Monitor"
  version   = "2012/13"
  language  = 1
  entity    = provider
  publish   = [overall, weighted, plan, margin, net_return, surplus, liquidity]
  purpose   = [prevent_failure]
  note      = "To 30 September 2013. 5 is the lowest risk."
  in_force { until = "2013-10-01" }
}

use "../metrics" {}

source "hsj_capped" {
  title    = "HSJ: North East London Foundation Trust predicts its finance score will fall, 2012"
  url      = "https://www.hsj.co.uk/north-east-london-nhs-foundation-trust/north-east-london-ft-predicts-finance-score-will-fall-this-year/5048159.article"
  standing = confirmed
  note     = "3.6 is rounded up to 4; with a component at 2, an EBITDA margin of 3.7%, the rating cannot be above 3."
}

source "hsj_rounded" {
  title    = "HSJ: Kingston Hospital, financial risk rating of three for 2011-12"
  url      = "https://www.hsj.co.uk/kingston-hospital-nhs-foundation-trust/kingston-hospital-record-financial-risk-rating-of-three-for-2011-12/5044966.article"
  standing = confirmed
  note     = "3.2, which with rounding gives 3."
}

scale "risk" {
  numeric = [1, 5]
  best    = 5
  levels  = { 5 = "5, lowest risk", 1 = "1, highest risk" }
  source  = hfma_frr
}

input "ebitda_of_plan" {
  title  = "EBITDA achieved, of plan"
  type   = percent
  better = higher
}

input "return_after_financing" {
  title  = "Net return after financing"
  type   = percent
  better = higher
}

input "surplus_margin" {
  title  = "I&E surplus margin net of dividend"
  type   = percent
  better = higher
}

input "liquid_ratio_days" {
  title  = "Liquid ratio"
  note   = "With a working capital facility, which later ratings leave out."
  type   = number
  unit   = "days"
  better = higher
}

input "plan_late" {
  title = "Plan not submitted on time"
  type  = boolean
}

input "plan_incomplete" {
  title = "Plan not complete and correct"
  type  = boolean
}

input "dividend_unpaid" {
  title = "PDC dividend not paid in full"
  type  = boolean
}

input "borrowing_breach" {
  title = "Unplanned breach of the prudential borrowing code"
  type  = boolean
}

rating "plan" {
  title  = "Achievement of plan"
  scale  = risk
  value  = ebitda_of_plan
  source = [hfma_frr, frr_table]
  bands {
    levels = { 5 = "100% or more", 4 = "85% to below 100%", 3 = "70% to below 85%", 2 = "50% to below 70%", 1 = "below 50%" }
  }
}

rating "margin" {
  title  = "Underlying performance"
  scale  = risk
  value  = ebitda_margin
  source = [hfma_frr, frr_table]
  bands {
    levels = { 5 = "11% or more", 4 = "9% to below 11%", 3 = "5% to below 9%", 2 = "1% to below 5%", 1 = "below 1%" }
  }
}

rating "net_return" {
  title  = "Net return after financing"
  scale  = risk
  value  = return_after_financing
  source = frr_table
  note   = "The table has more than 3 for a 5, and numbers without a sign below."
  bands {
    levels = { 5 = "above 3%", 4 = "2% to 3%", 3 = "-0.5% to below 2%", 2 = "-5% to below -0.5%", 1 = "below -5%" }
  }
}

rating "surplus" {
  title  = "I&E surplus margin"
  scale  = risk
  value  = surplus_margin
  source = frr_table
  bands {
    levels = { 5 = "3% or more", 4 = "2% to below 3%", 3 = "1% to below 2%", 2 = "-2% to below 1%", 1 = "below -2%" }
  }
}

rating "liquidity" {
  title  = "Liquidity"
  scale  = risk
  value  = liquid_ratio_days
  source = frr_table
  bands {
    levels = { 5 = "60 or more", 4 = "25 to below 60", 3 = "15 to below 25", 2 = "10 to below 15", 1 = "below 10" }
  }
}

group "weighted" {
  title  = "Weighted average"
  better = higher
  score  = weighted_mean
  total  = 1
  source = [hfma_frr, frr_table]
  member "plan" { weight = 0.1 }
  member "margin" { weight = 0.25 }
  member "net_return" { weight = 0.2 }
  member "surplus" { weight = 0.2 }
  member "liquidity" { weight = 0.25 }
}

rating "overall" {
  title  = "Financial risk rating"
  scale  = risk
  value  = weighted
  of     = [plan, margin, net_return, surplus, liquidity]
  round  = half_up(0)
  source = [frr_table, hsj_capped, hsj_rounded, frr_details]

  limit "plan_late" {
    when    = plan_late
    at_most = 3
  }
  limit "plan_incomplete" {
    when    = plan_incomplete
    at_most = 3
  }
  limit "dividend_unpaid" {
    when    = dividend_unpaid
    at_most = 2
  }
  limit "borrowing_breach" {
    when    = borrowing_breach
    at_most = 2
  }
  limit "one_at_1" {
    requires = "1 or more are 1"
    at_most  = 2
  }
  limit "one_at_2" {
    requires = "1 or more are 2"
    at_most  = 3
  }
  limit "two_at_1" {
    requires = "2 or more are 1"
    at_most  = 1
  }
  limit "two_at_2" {
    requires = "2 or more are 2"
    at_most  = 2
  }
}
