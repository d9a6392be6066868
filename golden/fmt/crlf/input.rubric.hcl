input "a" {
  type=number
}
input "b" {
  type=number
}
