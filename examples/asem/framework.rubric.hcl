# The ASEM Sustainable Connectivity index, as the R package COINr ships it: how
# well 51 countries of Asia and Europe are connected, and how sustainably.
#
# The rules as they stand are the plainest way to build the index. Every other
# choice (other weights, another scale, outliers drawn in, gaps filled, another
# mean) is a named amendment in choices.rubric.hcl.
framework "asem" {
  title     = "ASEM Sustainable Connectivity index"
  publisher = "European Commission, Joint Research Centre; rules as in COINr 1.1.14"
  version   = "2018"
  language  = 1
  entity    = country
  publish   = [overall, index, index_rank, sub_index_score, sub_index_rank, pillar_score, pillar_rank, normalised, indicator_rank]
}

source "coinr" {
  title     = "COINr 1.1.14 (Becker and others), example data and indicator metadata"
  url       = "https://github.com/bluefoxr/COINr"
  retrieved = "2025-04-04"
}

source "handbook" {
  title = "OECD and JRC, Handbook on Constructing Composite Indicators (2008)"
  url   = "https://doi.org/10.1787/9789264043466-en"
}

source "ours" {
  title    = "Not part of the index: the quarters of its ranking, for this example"
  standing = derived
}

entity "country" {
  key   = "uCode"
  label = "uName"
}

entity "sub_index" {
  source  = coinr
  columns = ["sub_index", "title", "weight", "unequal_weight"]
  rows = [
    ["Conn", "Connectivity", 1, 0.6],
    ["Sust", "Sustainability", 1, 0.4],
  ]
}

entity "pillar" {
  source  = coinr
  within  = sub_index
  columns = ["pillar", "sub_index", "title", "weight", "unequal_weight"]
  rows = [
    ["Physical", Conn, "Physical", 1, 0.3],
    ["ConEcFin", Conn, "Economic and financial (connectivity)", 1, 0.25],
    ["Political", Conn, "Political", 1, 0.1],
    ["Instit", Conn, "Institutional", 1, 0.15],
    ["P2P", Conn, "People to people", 1, 0.2],
    ["Environ", Sust, "Environmental", 1, 0.4],
    ["Social", Sust, "Social", 1, 0.35],
    ["SusEcFin", Sust, "Economic and financial (sustainability)", 1, 0.25],
  ]
}

# 49 indicators: which way is better, what each is divided by, its weights, its
# target and its goalposts.
entity "indicator" {
  source = coinr
  csv    = "indicators.csv"
  key    = "indicator"
  within = pillar
}
