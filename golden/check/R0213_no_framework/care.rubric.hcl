scale "quality" {
  levels = {
    good                 = "Good"
    requires_improvement = "Requires improvement"
    inadequate           = "Inadequate"
  }
}

entity "home" { key = "home" }

input "safe" { type = quality }

# want-file R0213 "framework"
