# A small framework to start from: care homes get a rating from two figures.
#
#   rubric check .                                    find what is wrong with the rules
#   rubric rate . --data data.csv                     rate every home of the data
#   rubric explain . --data data.csv "Ash Court"      say why a home has its rating
#   rubric help language                              what else a rule file can say
#
# Change a number, and see what follows.

framework "care_homes" {
  title    = "Care homes: a first rating"
  version  = "1"
  language = 1
  entity   = home
  publish  = [overall]
}

# Where figures come from. What rests on a placeholder is marked as such.
source "example" {
  title    = "Made up, to show how a framework is written"
  standing = placeholder
}

# What is rated: each row of the data whose column "home" names it.
entity "home" {
  key = "home"
}

# The levels of a judgement, best first.
scale "quality" {
  levels = {
    good                 = "Good"
    requires_improvement = "Requires improvement"
    inadequate           = "Inadequate"
  }
}

# The columns of the data. A cell with * stands for a figure that was withheld.
input "falls" {
  title  = "Falls with harm in the year"
  type   = integer
  range  = [0, null]
  absent = { "*" = suppressed }
}

input "bed_days" {
  title = "Days on which a bed was taken"
  type  = integer
  range = [1, null]
}

input "survey" {
  title  = "Residents who would recommend the home"
  type   = percent # 85 in the data is 0.85 in formulas
  better = higher
  range  = [0, 100]
}

# A policy figure has a name, so that it is written once.
parameter "per_days" {
  title  = "Bed days that a rate is given for"
  value  = 1000
  source = example
}

# Two measured figures, each banded. Bands must meet and must not overlap.
indicator "safe" {
  title  = "Safe"
  better = lower
  value  = per_days * falls / bed_days
  round  = half_up(1) # rounding is part of the rule
  scale  = quality
  bands {
    source = example
    levels = {
      good                 = "below 2"
      requires_improvement = "2 to below 5"
      inadequate           = "5 or more"
    }
  }
}

indicator "caring" {
  title  = "Caring"
  better = higher
  value  = survey
  scale  = quality
  bands {
    source = example
    levels = {
      good                 = "80% or more"
      requires_improvement = "60% to below 80%"
      inadequate           = "below 60%"
    }
  }
}

# The result. Rules are tried in order, and the first that holds decides.
rating "overall" {
  title = "Overall rating"
  scale = quality
  of    = [safe, caring]

  rule "inadequate" { requires = "all are inadequate" }
  rule "requires_improvement" { requires = "2 or more are not good" }
  rule "good" { requires = "otherwise" }

  limit "unsafe" {
    when    = safe == inadequate
    at_most = requires_improvement
    because = "A home that is not safe cannot be rated good."
  }
}

test "good in both" {
  given  = { safe = good, caring = good }
  expect = { overall = good }
}
