input "raw" {
  title  = "What was measured"
  for    = [country, indicator]
  column = indicator.indicator
  type   = number
}

# Read only by the amendments that divide by them.
input "area" {
  title  = "Land area"
  column = "Area"
  type   = number
  unit   = "thousand square km"
}

input "energy" {
  title  = "Energy consumption"
  column = "Energy"
  type   = number
}

input "gdp" {
  title  = "Gross domestic product"
  column = "GDP"
  type   = number
  unit   = "billion USD"
}

input "inhabitants" {
  title  = "Population"
  column = "Population"
  type   = number
  unit   = "thousands"
}

input "region" {
  title  = "Europe or Asia"
  column = "EurAsia_group"
  type   = text
}

input "wealth" {
  title  = "Group by gross domestic product per head"
  column = "GDPpc_group"
  type   = text
}
