# What the four ratings share: providers, the figures of their accounts, and the
# sources. No framework of its own.

source "hfma_frr" {
  title    = "HFMA: Introduction to FT finance risk ratings, 29 June 2012"
  url      = "https://hfma.org.uk/articles/introduction-toft-finance-risk-ratings"
  standing = confirmed
  note     = "Four categories with 10, 25, 40 and 25%; financial efficiency is two metrics of equal weight. Less than 50% of plan, or an EBITDA margin below 1%, is a 1; a margin of 11% or more is a 5."
}

source "frr_table" {
  title    = "Financial risk rating, return of Oxford University Hospitals NHS Trust"
  url      = "https://studylib.net/doc/11645047/financial-risk-rating-oxford-university-hospitals-nhs-tru..."
  standing = confirmed
  note     = "A trust's copy of the table: weights, the lowest value of each rating, and the overriding rules. Metrics of 3, 4, 3, 2 and 3 give 2.9, and 3 overall."
}

source "frr_details" {
  title    = "Financial risk rating: what the table leaves open"
  standing = unconfirmed
  note     = "How halves of the weighted average are rounded, and that each of the five metrics is a criterion of the overriding rules, is not said in the table."
}

source "hfma_2013" {
  title    = "HFMA: On the risk radar, 30 August 2013"
  url      = "https://hfma.org.uk/articles/news-analysis-risk-radar"
  standing = confirmed
  note     = "Two metrics, liquidity and capital service capacity, on a scale of four, from 1 October 2013."
}

source "directory" {
  title    = "NHS foundation trust directory"
  url      = "https://improvement.nhs.uk/resources/nhs-foundation-trust-directory-and-register-licensed-healthcare-providers/"
  standing = confirmed
  note     = "1 is the most serious risk and 4 the least; 2* is a 2 that is unlikely to get worse in the immediate future."
}

source "hfma_2016" {
  title    = "HFMA: Oversight scheme change confirmed, 4 October 2016"
  url      = "https://hfma.org.uk/articles/oversight-scheme-change-confirmed"
  standing = confirmed
  note     = "Agency spend counts from October 2016; I&E margin in place of EBITDA margin; cost per weighted activity unit and capital controls in shadow form. Without an agreed control total no better than 3 if a deficit is planned, and 2 if a surplus is."
}

source "proposal" {
  title    = "HFMA: New finance risk metrics will focus on resilience and efficiency, 2016"
  url      = "https://hfma.org.uk/articles/new-finance-risk-metrics-will-focus-resilience-and-efficiency"
  standing = confirmed
  note     = "The proposal: capital service capacity, liquidity, distance from plan and EBITDA margin, scored 1 (best) to 4, and three shadow metrics that count nowhere. No cut-off of the EBITDA margin was read."
}

source "alder_hey" {
  title    = "Alder Hey Children's NHS Foundation Trust: annual report 2017/18, page 22"
  url      = "https://online.flipbuilder.com/yphr/goky/files/basic-html/page22.html"
  standing = confirmed
  note     = "Five metrics of 20% each, 1 (best) to 4, with one trust's figures: all 1, and 1 overall."
}

source "recalled" {
  title    = "Cut-offs and rounding from memory"
  standing = unconfirmed
  note     = "The documents that state them were not read: Monitor's risk assessment framework (2013, 2015) and the single oversight framework (2016, 2017)."
}

entity "provider" {
  title = "Foundation trust or other provider"
  key   = "provider"
}

input "liquidity_days" {
  title  = "Days of operating costs held in cash or equivalents"
  note   = "Below zero where current liabilities are larger."
  type   = number
  unit   = "days"
  better = higher
}

input "capital_service" {
  title  = "Capital service capacity: how many times income covers financing costs"
  type   = number
  better = higher
}

input "ebitda_margin" {
  title  = "EBITDA margin"
  type   = percent
  better = higher
}

input "ie_margin" {
  title  = "Income and expenditure margin"
  type   = percent
  better = higher
}

input "from_plan" {
  title  = "Distance of that margin from plan"
  type   = percent
  better = higher
}
