framework "falls" {
  title    = "Points for falls"
  version  = "3"
  language = 1
  entity   = ward
  publish  = [grade, points]
}

scale "stars" {
  numeric = [1, 3]
  best    = 3
}

entity "ward" {
  key = "ward"
}

input "falls" {
  title  = "Falls in the year"
  column = "falls"
  type   = integer
  better = lower
  range  = [0, null]
}

input "beds" {
  title  = "Beds"
  column = "beds"
  type   = integer
  range  = [0, null]
}

parameter "least_beds" {
  title = "Beds below which a ward is small"
  at "2024-04-01" {
    value = 8
  }
  at "2025-04-01" {
    value = 10
  }
}

indicator "rate" {
  title  = "Falls for each bed"
  better = lower

  case "small" {
    when    = beds < least_beds
    value   = falls / least_beds
    because = "Small wards are compared with the least size."
  }
  case "other" {
    when  = otherwise
    value = falls / beds
  }
  round = half_up(3)
}

indicator "points" {
  title = "Points for the rate of falls"
  value = rate

  interpolate {
    above = clamp
    segments = {
      "0 to 1" = "100 to 50"
      "1 to 3" = "50 to 0"
    }
  }
}

table "grades" {
  in  = [points, beds]
  out = stars
  hit = first
  rows = [
    ["80 or more", any, 3],
    ["40 or more", "20 or less", 2],
    [any, any, 1],
  ]
}

rating "grade" {
  scale = stars
  table = grades
}
