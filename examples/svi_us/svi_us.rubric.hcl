framework "svi_us" {
  title     = "Social Vulnerability Index of counties"
  publisher = "Centers for Disease Control and Prevention / Agency for Toxic Substances and Disease Registry"
  version   = "2022"
  language  = 1
  entity    = county
  publish   = [overall, total, theme_rank, theme_sum, variable_rank, flags, theme_flags, flag]
  note      = "From sixteen percentages to percentile ranks, themes, the overall rank and flags, among all counties of the United States."
}

source "method" {
  title    = "Percentile ranks, sums and flags of the Social Vulnerability Index"
  standing = derived
  note     = "They reproduce all 47 published columns of ranks, sums and flags for the 3,144 counties of 2022."
}

source "published_file" {
  title    = "Social Vulnerability Index 2022, counties of the United States"
  standing = confirmed
  note     = "Names of the columns, and which of them belong together."
}

chapter "what_is_rated" {
  title = "What is rated"
  order = 1
  text  = <<-MD
    Sixteen percentages from a survey of households say how many people in a county
    may need help in an emergency. Each is ranked among all counties, from 0 to 1.
    The ranks of a theme are added and the sums ranked again; so are the four sums.
    A county is flagged where its rank is 0.90 or higher: a county that is middling
    overall may still have a flag.
  MD
}
