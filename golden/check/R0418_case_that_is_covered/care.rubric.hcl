framework "care" {
  version  = "1"
  language = 1
  entity   = home
}

entity "home" { key = "home" }

scale "quality" {
  levels = {
    good                 = "Good"
    requires_improvement = "Requires improvement"
    inadequate           = "Inadequate"
  }
}

input "weight" {
  type  = number
  range = [0, 50]
}

derive "route" {
  case "food" {
    when  = weight > 0
    value = 1
  }
  case "heavy_food" { # want R0418 "Wherever the case"
    when  = weight > 10
    value = 2
  }
  case "none" {
    when  = weight == 0
    value = 0
  }
}

input "safe" { type = quality }

rating "overall" {
  scale = quality
  adjust {
    from = safe
    step "food" {
      when = route == 1
      move = -1
    }
    step "more_food" { # want R0418 "true for no input"
      when = route > 1
      move = -1
    }
  }
}
