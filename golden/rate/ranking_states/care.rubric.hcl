# A state is neither better nor worse than a level: a home that has one has no
# place, in either order, and takes none from others.
framework "care" {
  version  = "1"
  language = 1
  entity   = home
  publish  = [best_first, worst_first]
}

entity "home" { key = "home" }

scale "quality" {
  levels = { good = "Good", fair = "Fair", poor = "Poor" }
  states = { new = "Newly opened" }
}

input "quality" { type = quality }
input "falls" { type = integer }

ranking "best_first" {
  over  = home
  by    = [quality, falls]
  order = [ascending, ascending]
  ties  = competition
}

ranking "worst_first" {
  over  = home
  by    = [quality, falls]
  order = [descending, descending]
  ties  = competition
}
