chapter "method" {
    text=<<-MD
      Each home is rated.   


        - two spaces stay
    MD
  order=1
}
