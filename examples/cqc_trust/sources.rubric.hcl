source "principles" {
  title    = "Ratings principles: NHS trusts"
  url      = "https://cqc.org.uk/guidance-providers/nhs-trusts/ratings-principles-nhs-trusts"
  standing = confirmed
  note     = "Equal weights, notices at the lowest level, and how many outstanding ratings an outstanding rating takes."
}

source "levels_of_rating" {
  title    = "Levels at which trusts are rated"
  url      = "https://gl-cqc.axis12.com/node/2611"
  standing = confirmed
  note     = "Service by question, service, question by location, location, question by trust, trust. Mental health, ambulance and community trusts have no location level."
}

source "fewer_rated" {
  title    = "Ratings principles: primary medical services"
  url      = "https://gl-cqc.axis12.com/guidance-providers/gps/ratings-principles-primary-medical-services"
  standing = confirmed
  note     = "Where some ratings are missing, the line of the table for the smaller number is used."
}

source "rule_of_two" {
  title    = "New CQC guidance on combining ratings for quality and use of resources"
  url      = "https://capsticks.com/insights/new-cqc-guidance-on-combining-ratings-for-quality-and-use-of-resources"
  standing = confirmed
  note     = "Of four to eight ratings, two that require improvement limit the result; of the six of the combined rating, three."
}

source "use_of_resources_news" {
  title    = "Introduction of combined trust-level quality and use of resources ratings"
  url      = "https://cqc.org.uk/news/stories/introduction-combined-trust-level-quality-use-resources-ratings"
  standing = confirmed
}

source "merged_trusts" {
  title    = "How we determine your aggregated ratings: NHS trusts"
  url      = "https://www.cqc.org.uk/guidance-providers/nhs-trusts/how-we-determine-your-aggregated-ratings-nhs-trusts"
  standing = confirmed
}

source "table_from_memory" {
  title    = "Lines of the tables of thresholds"
  standing = unconfirmed
  note     = "Nothing that we read gives these numbers: requires improvement of 1 to 3 and of 9 or more ratings, and inadequate of any number. They must not be presented as published."
}

source "by_elimination" {
  title    = "Fewer inadequate ratings than make the result inadequate"
  standing = derived
  note     = "Good takes none that is inadequate. What is left is requires improvement; no list that we read says so."
}

source "small_left_out" {
  title    = "Significantly small services"
  standing = derived
  note     = "Services weigh the same except where they are significantly small: confirmed. That a small one is left out, where ratings are counted and not added up, is derived."
}

source "six_of_six" {
  title    = "Members of the combined rating"
  standing = derived
  note     = "The published example has six ratings. What is done with fewer is not said, so there is no combined rating then."
}
