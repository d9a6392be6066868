framework "nhs_oversight_framework" {
  title     = "NHS Oversight Framework: scores, segments and league tables of trusts"
  publisher = "NHS England"
  version   = "2025/26"
  language  = 1
  entity    = trust
  publish   = [overall, adjusted_segment, average_score, domain_score, domain_segment, league_rank]
  note      = "From the scores of metrics to segments. How a metric becomes a score is not part of it: the pools that scores are ranked in are not published with them."
}

source "manual" {
  title    = "NHS Oversight Framework 2025/26: methodology manual"
  url      = "https://www.england.nhs.uk/long-read/nhs-oversight-framework-2025-26-methodology-manual"
  standing = confirmed
  note     = "Scores from 1 to 4, four segments, the limit for a deficit, intensive support outside the formula, and league tables by segment, then score, within the type of trust."
}

source "results" {
  title    = "Metric scores and results of 2025/26"
  standing = derived
  note     = "Means without weights, and the combined finance metric in place of its parts, give the averages of one trust in four quarters exactly, and its twenty domain scores within 0.005."
}

source "inferred" {
  title    = "Cut points inferred from the results of the third quarter of 2025/26"
  standing = derived
  note     = "INFERRED: not read in any publication. Each lies in a gap between published scores, and any value in that gap gives the same segments: 129 of 129 acute trusts, and all domains of 150 trusts."
}

source "rounding_not_stated" {
  title    = "Rounding of scores"
  standing = unconfirmed
  note     = "Averages are published with two decimals, and trusts with the same two decimals share a rank. How they are rounded is not said."
}

scale "segment" {
  title   = "Segment"
  numeric = [1, 4]
  best    = 1
  levels = {
    1 = "Segment 1, the best"
    4 = "Segment 4"
  }
  states = { intensive_support = "Segment 5: intensive support" }
  code   = { intensive_support = "5" }
  source = manual
}
