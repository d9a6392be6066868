use "../scales" {} # want R0243 "leads back to itself"

input "beds" { type = integer }
