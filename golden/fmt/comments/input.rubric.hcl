// the framework
framework "care" { # said once
version="1" # of the method
    language=1 // edition
  /* what is
       rated */
  entity=home
}
# belongs to the entity
entity "home" {key="home"}
# at the end
