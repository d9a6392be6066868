framework "imd_england" {
  title     = "English Index of Multiple Deprivation"
  publisher = "Ministry of Housing, Communities and Local Government"
  version   = "2025"
  language  = 1
  entity    = area
  publish   = [overall, rank, score]
  note      = "From the ranks of seven domains to the score, the rank and the decile. How the ranks of the domains come about is not part of it."
}

source "method" {
  title    = "Weights, transformation and deciles of the Index of Multiple Deprivation"
  standing = derived
  note     = "They reproduce the published scores of all 33,755 areas of 2025 within 0.0007, all deciles, and all ranks but two."
}

source "transformation" {
  title    = "Scottish Indices of Deprivation 2003, appendix 5: exponential transformation of the domain indices"
  url      = "http://scotland.gov.uk/Publications/2003/02/16377/18206"
  standing = confirmed
  note     = "The formula, and the constant 23. That the English index of 2025 transforms in the same way is derived."
}

source "published_file" {
  title    = "English Indices of Deprivation 2025: scores, ranks and deciles of areas"
  standing = confirmed
  note     = "Names of the domains and of the columns; rank 1 is the most deprived area."
}

scale "decile" {
  title   = "Decile of areas, most deprived first"
  numeric = [1, 10]
  best    = 10
  levels = {
    10 = "Least deprived tenth"
    1  = "Most deprived tenth"
  }
  source = published_file
}

chapter "what_is_rated" {
  title = "What is rated"
  order = 1
  text  = <<-MD
    England is divided into 33,755 small areas with names such as E01000001. In each
    of seven domains all areas are ranked, the most deprived first. The index joins the
    seven ranks to one score, ranks the areas again, and divides them into tenths. It
    says where an area stands among all, and not how deprived it is in itself.
  MD
}

chapter "why_ranks_are_transformed" {
  title = "Why ranks are transformed"
  order = 2
  text  = <<-MD
    Ranks have no extremes: the distance from rank 1 to rank 2 is that from 16,000 to
    16,001. The transformation gives each domain the same distribution, from 0 to 100,
    stretched at the deprived end. A tenth of the areas lies above 50. What is high in
    one domain is therefore only in part cancelled by what is low in another.
  MD
}
