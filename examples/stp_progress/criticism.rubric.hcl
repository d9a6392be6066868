# What the dashboard was criticised for, computed: what the weights are about, and
# what equal ones would change.

derive "theme_weight" {
  title  = "Share of the weight on the theme"
  for    = theme
  value  = sum([for i in each(indicator) : i.parts]) / 120
  source = [weights_article, even_halves]
}

derive "area_weight" {
  title  = "Share of the weight on the area"
  for    = area
  value  = sum([for i in each(indicator) : i.parts]) / 120
  source = [weights_article, even_halves]
}

derive "sector_weight" {
  title  = "Share of the weight on indicators about the sector"
  for    = sector
  value  = sum([for i in each(indicator) : i.parts if i.sector == sector]) / 120
  source = [weights_article, even_halves, own_reading]
}

group "equal_summary" {
  title   = "Summary score if every indicator weighed the same"
  better  = higher
  members = each(indicator.points)
  score   = mean
  shown   = half_up(3)
  source  = scores_from_memory
}

ranking "equal_place" {
  title  = "Place if every indicator weighed the same"
  over   = stp
  by     = equal_summary
  order  = descending
  ties   = competition
  source = scores_from_memory
}

derive "places_lost" {
  title  = "Places lost by equal weights"
  note   = "Below 0: places gained."
  better = lower
  value  = equal_place - place
  source = scores_from_memory
}

derive "moved_far" {
  title  = "Partnerships that equal weights move by five places or more"
  for    = []
  value  = count([for p in each(stp) : abs(p.places_lost) >= 5 if is_present(p.places_lost)])
  source = scores_from_memory
}

source "illustration" {
  title    = "Categories by the published counts"
  standing = placeholder
  note     = "The best 5 are called outstanding, the next 20 advanced, the next 14 making progress: as many as were published. That the cut-offs fell so is not known, and ties may make it other counts."
}

amend "illustrative" {
  title  = "Illustrative categories: as many as were published"
  reason = "The cut-offs were not found, the counts were published. By them the order can be cut into categories."
  source = illustration
  remove = ["rating.overall.bands", "rating.overall.value"]

  rating "overall" {
    source = illustration

    rule "outstanding" { when = place <= 5 }
    rule "advanced" { when = place <= 25 }
    rule "making_progress" { when = place <= 39 }
    rule "needs_most_improvement" { when = place <= 44 }
  }
}

amend "illustrative_equal_weights" {
  title   = "Illustrative categories, every indicator weighs the same"
  reason  = "Five of seventeen indicators carry half of the weight. This shows who would be in another category without that."
  source  = illustration
  extends = ["illustrative"]
  remove  = ["group.summary.total"]

  group "summary" { weights = 1 }
}
