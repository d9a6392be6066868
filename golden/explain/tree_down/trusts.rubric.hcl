framework "trusts" {
  version  = "1"
  language = 1
  entity   = location
  publish  = [overall, score, trust_rating, trust_score, service_rating, services_good]
}

scale "quality" {
  levels = { outstanding = "Outstanding", good = "Good", fair = "Requires improvement", poor = "Inadequate" }
  points = { outstanding = 4, good = 3, fair = 2, poor = 1 }
}

entity "trust" {
  key   = "trust"
  label = "trust_name"
}

entity "location" {
  key    = "location"
  label  = "location_name"
  within = trust
}

entity "service" {
  key    = ["location", "service"]
  within = location
}

entity "question" {
  key     = "question"
  columns = ["question", "title"]
  rows = [
    ["safe", "Is it safe?"],
    ["caring", "Is it caring?"],
  ]
}

input "board" {
  for   = [trust]
  type  = quality
  title = "How the board is rated"
}

input "beds" {
  for     = [location]
  type    = number
  missing = 10
}

input "answer" {
  for    = [service, question]
  column = question.question
  type   = quality
}

rating "service_rating" {
  for     = [service]
  title   = "Rating of a service"
  of      = each(question.answer)
  scale   = quality
  missing = exclude

  rule "poor" {
    requires = "2 or more are poor"
  }
  rule "fair" {
    requires = "1 or more are poor"
  }
  rule "outstanding" {
    requires = "all are outstanding"
  }
  rule "good" {
    requires = "otherwise"
  }
}

indicator "score" {
  for   = [location]
  value = mean(each(service.service_rating).points)
}

rating "overall" {
  for   = [location]
  value = worst(present(each(service.service_rating)))
  scale = quality

  limit "board" {
    at_most = fair
    when    = board == poor
  }
}

indicator "trust_score" {
  for     = [trust]
  members = each(location.score)
  weights = beds
  score   = weighted_mean
}

rating "trust_rating" {
  for     = [trust]
  of      = each(location.overall)
  scale   = quality
  missing = exclude
  rule "poor" {
    requires = "2 or more are poor"
  }
  rule "good" {
    requires = "all are good"
  }
  rule "fair" {
    requires = "otherwise"
  }
}

indicator "services_good" {
  for   = []
  value = count(each(service.service_rating) == good)
}
