framework "care" {version = "2026"}
use   "../definitions" {only=["scale.quality","input.falls"]}
use "../sources" {   }
amend "../2025" {
reason = "Yearly review"
  remove=[
  "rating.overall.limit.breach", # no longer asked
    "input.breaches" ]
rating "overall" {
rule "poor" "unsafe" {
before="good"
      requires="safe is poor"
}
}


}
amend "strict" {extends=["rounded"]}
amend "rounded" {
indicator "falls_rate" {round=half_up(0)}
}
