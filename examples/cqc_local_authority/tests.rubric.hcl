# Further tests: run them with `rubric test examples/cqc_local_authority`.

test "the lowest scores" {
  given  = { score = 1 }
  expect = { percent = 25, overall = inadequate }
}

test "the highest scores" {
  given  = { score = 4 }
  expect = { percent = 100, overall = outstanding }
}

test "one point short of outstanding: 31 of 36" {
  given = {
    score = {
      assessing_needs = 4, healthier_lives = 4, equity = 4, care_provision = 4, partnerships = 3
      safe_systems    = 3, safeguarding = 3, governance = 3, learning = 3
    }
  }
  expect = { percent = 86, overall = good }
}

test "every possible set of scores has a rating" {
  given  = { score = 2 }
  always = is_rated(overall)
}

test "the percentage never leaves 25 to 100" {
  never = percent < 25 || percent > 100
}

test "good is sixty-three or more" {
  never = percent < 63 && overall >= good
}

test "a score of five" {
  given   = { score = { equity = 5 } }
  refuses = [R0532]
}

test "bands with a gap are refused" {
  rules   = <<-HCL
    rating "coarse" {
      scale = quality
      bands {
        of     = percent
        levels = { good = "63 to 100", inadequate = "25 to 60" }
      }
    }
  HCL
  refuses = [R0402]
}

test "the lowest sum that requires improvement: 14 of 36" {
  given = {
    score = {
      assessing_needs = 2, healthier_lives = 2, equity = 2, care_provision = 2, partnerships = 2
      safe_systems    = 1, safeguarding = 1, governance = 1, learning = 1
    }
  }
  expect = { percent = 39, overall = requires_improvement }
}

test "one point less: 13 of 36" {
  given = {
    score = {
      assessing_needs = 2, healthier_lives = 2, equity = 2, care_provision = 2, partnerships = 1
      safe_systems    = 1, safeguarding = 1, governance = 1, learning = 1
    }
  }
  expect = { percent = 36, overall = inadequate }
}
