# A million food businesses: the total and the worst of three scores, in six
# rows. The rule of examples/fhrs on the columns of the measuring kit.
framework "bench_t1" {
  version  = "1"
  language = 1
  entity   = business
  publish  = [score, rating]
}

entity "business" { key = "id" }

input "hygiene" {
  type  = integer
  among = [0, 5, 10, 15, 20, 25]
}

input "structural" {
  type  = integer
  among = [0, 5, 10, 15, 20, 25]
}

input "confidence" {
  type  = integer
  among = [0, 5, 10, 20, 30]
}

scale "rating" {
  numeric = [0, 5]
  best    = 5
}

group "score" {
  members = [hygiene, structural, confidence]
  score   = sum
}

derive "worst" { value = max([hygiene, structural, confidence]) }

rating "rating" {
  scale = rating
  rule "5" { when = score <= 15 && worst <= 5 }
  rule "4" { when = score <= 20 && worst <= 10 }
  rule "3" { when = score <= 30 && worst <= 10 }
  rule "2" { when = score <= 40 && worst <= 15 }
  rule "1" { when = score <= 50 && worst <= 20 }
  rule "0" { requires = "otherwise" }
}
