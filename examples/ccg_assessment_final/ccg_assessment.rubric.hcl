framework "ccg_assessment" {
  title   = "Assurance of clinical commissioning groups, 2015/16: as published"
  version = "2015/16"
  note    = "The ratings were published, the rule by which five domains made them was not found."
}

amend "../ccg_assessment" {
  reason = "By the draft about three quarters would have been inadequate. The rules were changed before publication, and CCGs were rated anew."
  source = [hsj_draft, hsj_ratings]
  remove = ["rating.overall.score", "rating.overall.members"]

  rating "overall" {
    of          = each(domain.domain_result)
    unpublished = "The rule that replaced the worst of five domains was not found."
    source      = [hsj_draft, hsj_ratings]

    override "published" {
      needs  = [by, reason]
      note   = "The rule is not known; a rating that was published can be recorded."
      source = hsj_ratings
    }
  }

  test "the worst of five decides" { expect = { overall = absent(unpublished), inadequate_domains = 1 } }
  test "functions that it does not have are left out" { expect = { overall = absent(unpublished), inadequate_domains = 0 } }
  test "a domain that was not judged is not left out" { expect = { overall = absent(unpublished) } }
  test "one is enough" {
    given = { has_delegated_functions = true, in_special_measures = false }
    never = is_present(overall)
  }
}

test "the 26 that were inadequate, as recorded decisions" {
  data      = "cases/inadequate.csv"
  overrides = "cases/decisions.csv"
  expect    = { overall = inadequate }
  source    = hsj_ratings
}

source "illustration" {
  title    = "A rule invented for illustration"
  standing = placeholder
  note     = "No source. It shows what it means to replace the worst of five by counting, and is not the rule that NHS England used."
}

amend "illustrative" {
  title  = "An illustrative rule that counts domains"
  reason = "The rule was not found. An invented one lets the change be followed to the end."
  source = illustration
  remove = ["rating.overall.unpublished"]

  rating "overall" {
    source = illustration

    rule "inadequate" { requires = "more than half are inadequate" }
    rule "requires_improvement" { requires = "1 or more are inadequate, or 2 or more are requires_improvement" }
    rule "outstanding" { requires = "2 or more are outstanding and the rest are good" }
    rule "good" { requires = "otherwise" }
  }
}

test "a recorded rating of good, invented" {
  data      = "cases/invented.csv"
  overrides = "cases/invented_decision.csv"
  expect    = { overall = good }
}
