amend "by_size" {
  indicator "falls_rate" {
    case "many" { # want R0246 "case"
      when  = falls > 100
      value = 10
    }
    case "few" {
      when  = otherwise
      value = 1
    }
  }
}

amend "by_size_instead" { # want R0259
  remove = ["indicator.falls_rate.value"]
  indicator "falls_rate" {
    case "many" {
      when  = falls > 100
      value = 10
    }
    case "few" {
      when  = otherwise
      value = 1
    }
  }
}
