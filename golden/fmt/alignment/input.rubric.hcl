scale "quality" {
levels = { good="Good",
  inadequate   =   "Inadequate" }
      ordered=true
}
indicator   "rate"  {
  title="Rate"
    value   = 1000*falls/bed_days
  round=half_up( 1 )
      scale = quality
  bands { levels = {
    good = "below 2"
    requires_improvement="2 to below 5"
    inadequate      = "5 or more"
  } }
}
