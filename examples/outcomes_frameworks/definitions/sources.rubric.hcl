# What the three frameworks share: areas, sources, and how a figure is compared.

source "ascof" {
  title    = "Measures from the Adult Social Care Outcomes Framework, England 2014-15"
  url      = "https://digital.nhs.uk/.../measures-from-the-adult-social-care-outcomes-framework-england---2014-15-final-release"
  standing = confirmed
  note     = "Four domains, typically reviewed in terms of movement over time. No rating."
}

source "fingertips" {
  title    = "Public Health England: Fingertips guidance, and further information on the PHOF"
  url      = "http://fingertips.phe.org.uk/profile/guidance"
  standing = confirmed
  note     = "That values are coloured (Technical Guide: RAG rating indicator values, July 2017) and that the framework is no tool of performance management. The guide itself was not read."
}

source "rag_recalled" {
  title    = "How a value is coloured, from memory"
  standing = unconfirmed
  note     = "The benchmark outside the area's 95% confidence interval (99.8% for some): better or worse by polarity, else similar; without polarity higher or lower; fifths where there are no intervals; a goal with a lower and an upper limit for some."
}

source "sharing_recalled" {
  title    = "Which indicators stand in which framework, from memory"
  standing = unconfirmed
  note     = "That indicators are shared is the frameworks' own claim; which ones was not read. The King's Fund (2015) asked that the three be aligned."
}

source "national_only" {
  title    = "The NHS outcomes framework is judged by national trends only, from memory"
  standing = unconfirmed
}

source "trend_is_ours" {
  title    = "When a trend is no change"
  standing = placeholder
  note     = "Invented here: a change of less than one in a hundred of the figure before is none."
}

entity "area" {
  title = "Local authority"
  key   = "area"
}

input "people" {
  title = "People who live there"
  type  = integer
  range = [1, null]
}

scale "polarity" {
  title   = "Which way is good"
  ordered = false
  levels = {
    high_is_good = "High is good"
    low_is_good  = "Low is good"
    neither      = "Neither"
  }
}

scale "comparison" {
  title   = "Compared with England"
  ordered = false
  levels = {
    better  = "Better"
    similar = "Similar"
    worse   = "Worse"
    higher  = "Higher, without a judgement"
    lower   = "Lower, without a judgement"
    fifth_1 = "In the best fifth of areas"
    fifth_2 = "In the second fifth"
    fifth_3 = "In the middle fifth"
    fifth_4 = "In the fourth fifth"
    fifth_5 = "In the worst fifth"
  }
  states = { not_compared = "Not compared" }
  source = rag_recalled
}

function "compared" {
  title = "Whether England lies outside the area's interval, and on which side"
  in = {
    low      = number
    high     = number
    england  = number
    polarity = polarity
  }
  value = (
    low > england
    ? (polarity == high_is_good ? comparison.better : polarity == low_is_good ? comparison.worse : comparison.higher)
    : high < england
    ? (polarity == high_is_good ? comparison.worse : polarity == low_is_good ? comparison.better : comparison.lower)
    : comparison.similar
  )
  source = rag_recalled
}

scale "trend" {
  title = "England, this year and the year before"
  levels = {
    improved  = "Improved"
    no_change = "No change"
    worsened  = "Worsened"
  }
}

parameter "no_change_within" {
  title  = "Relative change that counts as none"
  value  = 0.01
  source = trend_is_ours
}
