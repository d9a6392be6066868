test "the data of this directory, computed by other means" {
  data   = "data.csv"
  expect = "published.csv"
  within = { score = 0.0005 }
  note   = "published.csv holds what golden/generate computes, with the precision of the published file."
}

test "a rank of zero" {
  given   = { domain_rank = 0 }
  refuses = [R0532]
}
