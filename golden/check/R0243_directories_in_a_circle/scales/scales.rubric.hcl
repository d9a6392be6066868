use "../inputs" {}

scale "size" { levels = { large = "Large", small = "Small" } }
