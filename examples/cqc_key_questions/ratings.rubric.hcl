rating "assessed" {
  title  = "Key question as inspected"
  for    = [service, key_question]
  scale  = quality
  value  = judged
  source = characteristics

  limit "requirement_notice" {
    when    = sector == primary_medical && action == requirement_notice
    at_most = requires_improvement
    because = "A requirement notice normally limits the rating that it is linked to."
    source  = notices
  }
  limit "enforcement" {
    when    = sector == primary_medical && action == enforcement
    at_most = inadequate
    because = "Where enforcement powers are used, the rating that they are linked to is normally inadequate."
    source  = notices
  }
  limit "registered_manager" {
    when    = key_question == well_led && no_registered_manager
    at_most = requires_improvement
    because = "Without a registered manager, well-led cannot be better than requires improvement."
    source  = well_led_limiters
  }
  limit "condition" {
    when    = key_question == well_led && condition_not_met
    at_most = requires_improvement
    because = "With a condition of registration not met, well-led cannot be better than requires improvement."
    source  = well_led_limiters
  }
  limit "notifications" {
    when    = key_question == well_led && notifications_not_sent
    at_most = requires_improvement
    because = "Without statutory notifications, well-led cannot be better than requires improvement."
    source  = well_led_limiters
  }
  limit "information_return" {
    when    = key_question == well_led && information_not_returned
    at_most = requires_improvement
    because = "Without the information return, well-led cannot be better than requires improvement."
    source  = well_led_limiters
  }
  override "normally" {
    needs  = [by, reason]
    source = principles
  }
}

rating "question" {
  title  = "Key question"
  for    = [service, key_question]
  scale  = quality
  value  = coalesce(assessed, existing)
  source = principles
  mark "carried" {
    when  = !is_present(assessed)
    label = "From an earlier inspection"
  }
}

rating "overall" {
  title  = "Overall rating"
  scale  = quality
  of     = each(key_question.question)
  rules  = rating_principles
  source = principles

  limit "breach" {
    when    = sector == adult_social_care && any(each(key_question.action) != none)
    at_most = requires_improvement
    because = "With a breach of regulations, the overall rating of adult social care cannot be better than requires improvement."
    source  = principles
  }
  limit "late_focused_inspection" {
    when    = focused && is_present(previous_overall) && months_between(comprehensive_on, inspected_on) >= 6
    at_most = previous_overall
    because = "More than six months after a comprehensive inspection, a focused one cannot improve the overall rating."
    source  = six_months
  }
  limit "inspected_not_rated" {
    when    = count(is_rated(each(key_question.question))) == 0 && count(present(each(key_question.question)) == inspected_not_rated) > 0
    exactly = inspected_not_rated
    because = "No key question has a rating, and some were inspected without one."
    source  = states_of_ratings
  }
  limit "not_rated" {
    when    = count(is_rated(each(key_question.question))) == 0 && count(present(each(key_question.question)) == inspected_not_rated) == 0
    exactly = not_rated
    because = "No key question has a rating."
    source  = states_of_ratings
  }
  override "normally" {
    needs  = [by, reason]
    source = principles
  }
}

rating "special_measures" {
  title   = "Special measures"
  scale   = measures
  applies = count(is_rated(each(key_question.question))) > 0
  of      = each(key_question.question)
  source  = [special_measures_2014, special_measures_of_services]
  rule "likely" {
    when     = question[well_led] == inadequate
    requires = "2 or more of the rated are inadequate"
  }
  rule "not_likely" { requires = "otherwise" }
}
