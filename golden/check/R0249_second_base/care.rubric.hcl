amend "./2024" {
  extends = "strict" # want R0249 "extends"
  framework "care" { version = "2026" }
}

amend "./2025" {} # want R0249 "second directory"
