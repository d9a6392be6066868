amend "unrounded" {
  remove = ["indicator.falls_rate.rounds"] # want R0241 "rounds"
}

amend "no_bands" {
  remove = ["indicator.falls_rate.bands", "framework"] # want R0241 "framework itself"
}

amend "twice" {
  extends = "without_falls"
  remove  = ["input.falls"] # want R0241 "removed already"
}

amend "without_falls" { # want R0259
  remove = ["indicator.falls_rate", "input.falls"]
  rating "overall" { of = [safe] }
}
