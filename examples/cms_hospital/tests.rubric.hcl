test "the data of this directory, computed by other means" {
  data   = "data.csv"
  expect = "published.csv"
  within = { summary_score = 0.000000006 }
  note   = "published.csv holds what golden/generate computes with floating point, with the precision of the published file."
}
