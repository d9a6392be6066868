framework "nhs_star_ratings" {
  title     = "NHS performance ratings (stars), 2002/03"
  publisher = "Commission for Health Improvement"
  version   = "2002/03"
  language  = 1
  entity    = unit
  publish   = [overall, penalty_points, targets, area_score, scorecard, review, outpatient_rate]
  purpose   = [accountability, choice]
  note      = "The structure is confirmed; the points and the rules on reviews are from memory; the cut-offs were not found, so most units have no stars unless a variant that calls itself illustrative is chosen."
}

source "bmj" {
  title    = "BMJ 2004;329:107"
  url      = "https://www.bmj.com/content/329/7457/107"
  standing = confirmed
  note     = "The outpatient target: counted on four days, up to five breaches allowed whatever the size of the trust."
}

source "times" {
  title    = "How the NHS star ratings system works"
  url      = "https://www.thetimes.co.uk/article/how-the-nhs-star-ratings-system-works-p7rnzvswbz2"
  standing = confirmed
  note     = "Key targets at three levels; for three stars a hospital can afford to under-achieve in only one."
}

source "overview" {
  title    = "Ratings 2005: overview of acute trusts"
  url      = "http://ratings2005.healthcarecommission.org.uk/Trust/Overview/acute_overview.asp"
  standing = confirmed
  note     = "Key targets, three focus areas of the balanced scorecard, targets that do not apply, trusts of two sectors."
}

source "reviews" {
  title    = "Obsolete reviews face reassessment"
  url      = "https://www.hsj.co.uk/home/obsolete-chi-reports-face-reassessment/19782.article"
  standing = confirmed
  note     = "Reviews before August 2002 are stale and were assessed anew on the trust's action plan; reviews of primary care and ambulance trusts were not used."
}

source "hansard" {
  title    = "Written answers, 26 February 2004"
  url      = "https://api.parliament.uk/historic-hansard/written_answers/2004/feb/26/nhs-trust-star-ratings"
  standing = confirmed
  note     = "Two indicators, catering access and information management, were removed on 15 and 16 July 2002: nine trusts moved from two to three stars, six from three to two."
}

source "one_underachieved" {
  title    = "One target under-achieved, in penalty points"
  standing = unconfirmed
  note     = "That three stars allow one is confirmed; that it costs two points is from memory."
}

source "recalled" {
  title    = "From memory: no document that we read says so"
  standing = unconfirmed
}

source "names_recalled" {
  title    = "Names of key targets and components, and to whom they apply"
  standing = unconfirmed
  note     = "That there were nine key targets for acute trusts is confirmed; their names, those of other sectors and those of the components are from memory."
}

source "indicators_unnamed" {
  title    = "Indicators of the balanced scorecard"
  standing = unconfirmed
  note     = "That there were 10, 19 and 7 is confirmed; their names were not found. That the two indicators of July 2002 belong to these two areas is from memory."
}
