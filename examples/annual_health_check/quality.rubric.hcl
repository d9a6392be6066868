# Quality of services: core standards, existing national targets, new national
# targets.

scale "compliance" {
  levels = { met = "Met", not_met = "Not met" }
  source = ratings_2006
}

entity "standard" {
  title   = "Core standard"
  note    = "There are 24, and most have parts, which are not listed here. C15a is a part of C15. That C19 is the one that a target overlaps is from memory."
  columns = ["standard", "assessed_as", "found_in"]
  source  = [ratings_2006, recalled]
  rows = [
    ["C1", "standard", "C1 inspected"], ["C2", "standard", "C2 inspected"], ["C3", "standard", "C3 inspected"],
    ["C4", "standard", "C4 inspected"], ["C5", "standard", "C5 inspected"], ["C6", "standard", "C6 inspected"],
    ["C7", "standard", "C7 inspected"], ["C8", "standard", "C8 inspected"], ["C9", "standard", "C9 inspected"],
    ["C10", "standard", "C10 inspected"], ["C11", "standard", "C11 inspected"], ["C12", "standard", "C12 inspected"],
    ["C13", "standard", "C13 inspected"], ["C14", "standard", "C14 inspected"], ["C15", "standard", "C15 inspected"],
    ["C16", "standard", "C16 inspected"], ["C17", "standard", "C17 inspected"], ["C18", "standard", "C18 inspected"],
    ["C19", "target", "C19 inspected"], ["C20", "standard", "C20 inspected"], ["C21", "standard", "C21 inspected"],
    ["C22", "standard", "C22 inspected"], ["C23", "standard", "C23 inspected"], ["C24", "standard", "C24 inspected"],
  ]
}

entity "existing_target" {
  title   = "Existing national target"
  columns = ["existing_target", "title"]
  source  = recalled
  rows = [
    ["ae_four_hours", "Four hours in A&E (overlaps C19)"],
    ["cancelled_operations", "Cancelled operations"],
    ["cancer_two_weeks", "Two weeks to the first cancer appointment"],
    ["cancer_62_days", "62 days to the first cancer treatment"],
    ["delayed_transfers", "Delayed transfers of care"],
    ["inpatient_waits", "Inpatient waits"],
    ["outpatient_waits", "Outpatient waits"],
    ["thrombolysis", "Thrombolysis within an hour"],
  ]
}

input "declared" {
  title  = "What the trust declared of the standard"
  for    = [trust, standard]
  column = standard.standard
  type   = compliance
  source = ratings_2006
}

input "inspected" {
  title  = "What an inspection found of the standard"
  for    = [trust, standard]
  column = standard.found_in
  type   = compliance
  source = ratings_2006
}

rating "finding" {
  title  = "The standard"
  for    = [trust, standard]
  scale  = compliance
  value  = coalesce(inspected, declared)
  source = ratings_2006

  override "review" {
    needs  = [by, reason]
    note   = "A finding may be judged anew on review."
    source = coventry
  }
}

derive "lowered" {
  title  = "Standards that were declared met and found not met"
  better = lower
  value  = count([for s in each(standard) : is_present(s.inspected) && s.declared == met && s.inspected == not_met])
  source = ratings_2006
}

population "assessed" {
  title  = "Standards that are assessed as standards"
  of     = standard
  where  = standard.assessed_as == "standard"
  note   = "A standard that a target overlaps is assessed as a target, so that it counts once."
  source = [ratings_2006, recalled]
}

derive "unmet_standards" {
  title  = "Core standards not met"
  better = lower
  value  = count(each(assessed.finding) == not_met)
  source = ratings_2006
}

rating "core" {
  title  = "Core standards"
  scale  = extent
  source = recalled

  bands {
    of          = unmet_standards
    unpublished = "How many standards may be unmet for each level was not found."
  }

  limit "all_met" {
    when    = unmet_standards == 0
    exactly = fully_met
    because = "All core standards are met."
    source  = coventry
  }
  limit "one_not_met" {
    when    = unmet_standards == 1
    exactly = almost_met
    because = "One core standard is not met."
    source  = one_not_met
  }
}

scale "target_result" {
  title  = "Result of an existing national target"
  levels = { achieved = "Achieved", underachieved = "Under-achieved", failed = "Failed" }
  points = { achieved = 3, underachieved = 2, failed = 0 }
  source = recalled
}

input "target" {
  title  = "Result of the target"
  for    = [trust, existing_target]
  column = existing_target.existing_target
  type   = target_result
  absent = { "n/a" = not_applicable }
  source = ratings_2006
}

derive "target_points" {
  title  = "Points of the target"
  for    = [trust, existing_target]
  value  = target.points
  source = recalled
}

group "existing_points" {
  title   = "Mean points on existing national targets"
  better  = higher
  members = each(existing_target.target_points)
  score   = mean
  round   = half_up(2)
  source  = recalled
}

rating "existing" {
  title  = "Existing national targets"
  scale  = extent
  source = recalled

  bands {
    of          = existing_points
    unpublished = "The cut-offs on the mean points were not found."
  }

  limit "all_achieved" {
    requires = "all of the rated target are achieved"
    exactly  = fully_met
    because  = "All existing national targets are achieved."
    source   = recalled
  }
}

input "new_targets" {
  title  = "New national targets"
  type   = annual
  source = recalled
}

rating "quality" {
  title  = "Quality of services"
  scale  = annual
  source = recalled

  rule "excellent" { when = core >= fully_met && existing >= fully_met && new_targets >= excellent }
  rule "good" { when = core >= almost_met && existing >= almost_met && new_targets >= good }
  rule "fair" { when = core >= partly_met && existing >= partly_met && new_targets >= fair }
  rule "weak" {
    requires = "otherwise"
    because  = "Core standards or existing targets are not met, or new targets are weak."
  }
}
