# League tables: one for each type of trust in each quarter.

population "peers" {
  title = "Trusts of one league table"
  of    = trust
  by    = league
}

derive "whole_league" {
  title = "Every trust of the league table has a segment"
  value = count(present(each(peers.adjusted_segment))) == count(each(peers))
}

ranking "league_rank" {
  title   = "Place in the league table"
  applies = whole_league
  note    = "By the adjusted segment, whatever is decided outside the formula. Where the segment of one trust is open, so is every place."
  over    = peers
  by      = [adjusted_segment, average_score]
  order   = [ascending, ascending]
  ties    = competition
  source  = manual
}
