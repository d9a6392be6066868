# The rules of bench_t2, for draws of its weights. The third task of the measuring kit.
framework "bench_t3" {
  version = "1"
  publish = [rating]
}

amend "../bench_t2" {
  reason = "Weights are drawn by the program that runs it"
}
