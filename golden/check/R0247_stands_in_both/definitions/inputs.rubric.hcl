input "falls" { type = integer } # want R0247 "Rename one of them"

input "beds" { type = integer }
