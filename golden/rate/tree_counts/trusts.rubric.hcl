# Sentences count the locations of a trust, and the services below them. How many
# must be so depends on how many are rated. Trusts: nine locations, eight, three,
# one, one that is not rated, none; locations without services.

framework "trusts" {
  version  = "1"
  language = 1
  entity   = trust
  publish  = [overall, of_services, complete, locations, services, halves]
}

source "published" { title = "Published principles" }

source "guessed" {
  title    = "Lines that nothing confirms"
  standing = unconfirmed
}

scale "quality" {
  levels = { outstanding = "Outstanding", good = "Good", fair = "Requires improvement", poor = "Inadequate" }
  states = { not_rated = "Not rated" }
}

entity "trust" { key = "trust" }

entity "location" {
  key    = "location"
  within = trust
}

entity "service" {
  key    = ["location", "service"]
  within = location
}

input "judged" {
  for  = service
  type = quality
}

parameter "enough" {
  per    = { "1 to 3" = few, "4 to 8" = 2, "9 or more" = many }
  source = published
}

parameter "few" {
  value  = 1
  source = guessed
}

parameter "many" {
  value  = 3
  source = guessed
}

ladder "aggregation" {
  scale = quality
  rule "not_rated" {
    requires = "none are rated"
  }
  rule "poor" {
    requires = "enough or more of the rated are poor"
  }
  rule "fair" "some_poor" {
    requires = "1 or more of the rated are poor"
  }
  rule "fair" {
    requires = "enough or more of the rated are fair"
  }
  rule "outstanding" {
    requires = "enough or more of the rated are outstanding and all of the rated are good or better"
  }
  rule "good" {
    requires = "otherwise"
  }
}

rating "of_location" {
  for   = location
  scale = quality
  of    = each(service.judged)
  rules = aggregation
}

rating "overall" {
  scale = quality
  of    = each(location.of_location)
  rules = aggregation
}

rating "of_services" {
  scale = quality
  of    = each(service.judged)
  rules = aggregation
}

rating "complete" {
  title   = "Only where three services in four have a rating"
  scale   = quality
  of      = each(service.judged)
  missing = exclude
  need    = "75% or more"
  rule "poor" {
    requires = "any is poor"
  }
  rule "good" {
    requires = "otherwise"
  }
}

derive "locations" { value = count(each(location)) }
derive "services" { value = count(each(service)) }

rating "halves" {
  title = "Absent ratings leave open what they could decide"
  scale = quality
  of    = each(service.judged)
  rule "poor" {
    requires = "half or more are poor"
  }
  rule "good" {
    requires = "all but at most 1 are good or better"
  }
  rule "fair" {
    requires = "otherwise"
  }
}
