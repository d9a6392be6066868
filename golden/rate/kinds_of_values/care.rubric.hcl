framework "care" {
  version  = "1"
  language = 1
  entity   = home
  publish  = [open_now, since, town, weakest, share, rank]
}

entity "home" {
  key   = "home"
  label = "name"
}

entity "question" {
  columns = ["question", "title"]
  rows    = [["safe", "Safe"], ["caring", "Caring"]]
}

scale "stars" {
  numeric = [1, 3]
  best    = 3
  levels  = { 3 = "High", 2 = "Middling", 1 = "Low" }
  states  = { closed = "Closed" }
  code    = { closed = "C" }
}

input "open" {
  column = "open"
  type   = boolean
  code   = { true = "ja", false = "nein" }
}

input "visited" {
  column = "visited"
  type   = date
}

input "place" {
  column = "place"
  type   = text
}

input "least" {
  column = "least"
  type   = question
}

input "percent" {
  column = "percent"
  type   = percent
  better = higher
}

input "stars_given" {
  column = "stars"
  type   = stars
}

derive "open_now" { value = open }

derive "since" { value = visited }

derive "town" { value = place }

derive "weakest" { value = least }

derive "share" { value = percent / 3 }

rating "rank" {
  scale = stars
  value = stars_given
}
