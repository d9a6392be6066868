# Well-led is judged for the trust. A location with no other beside it takes it
# from there; if it takes the trust's rating, which is made of the locations, the
# two levels rest on each other. It must take the judgement itself.

framework "trusts" {
  version  = "1"
  language = 1
  entity   = trust
}

scale "quality" {
  levels = { good = "Good", fair = "Requires improvement", poor = "Inadequate" }
}

entity "trust" { key = "trust" }

entity "location" {
  key    = "location"
  within = trust
}

input "board" { type = quality }

input "wards" {
  for  = location
  type = quality
}

rating "well_led_of_location" {
  for   = location
  scale = quality
  of    = [wards]

  case "single_location" {
    when  = board == good
    value = well_led
  }
  rule "poor" {
    requires = "all are poor"
  }
  rule "good" {
    requires = "otherwise"
  }
}

rating "well_led" { # want R0220 "well_led_of_location"
  scale = quality
  of    = each(location.well_led_of_location)
  rule "poor" {
    requires = "1 or more are poor"
  }
  rule "good" {
    requires = "otherwise"
  }
}
