input "a" { type = number }
input "b" { type = number }

indicator "c" {

  value = a

  unit = "days"
}

indicator "d" {
  value = b
}

# leads e
indicator "e" {
  value = c
}
