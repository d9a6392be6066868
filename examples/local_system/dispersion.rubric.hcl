# Providers and the system: how far apart departments are, never one number for all.

rating "worst_department" {
  title  = "The worst department"
  for    = [provider]
  scale  = quality
  value  = worst([for d in each(department) : d.from_data if is_rated(d.from_data)])
  source = [nuffield, illustration]
}

rating "best_department" {
  title  = "The best department"
  for    = [provider]
  scale  = quality
  value  = best([for d in each(department) : d.from_data if is_rated(d.from_data)])
  source = [nuffield, illustration]
}

indicator "departments_short" {
  title  = "Departments that are short of good"
  for    = [provider]
  better = lower
  value  = count([for d in each(department) : d.from_data < good if is_rated(d.from_data)])
  source = [nuffield, illustration]
}

indicator "departments_rated" {
  title  = "Departments that the data suffice to rate"
  for    = [provider]
  better = higher
  value  = count([for d in each(department) : d.from_data if is_rated(d.from_data)])
  source = illustration
}

indicator "departments" {
  title  = "Departments that are open"
  for    = [provider]
  value  = count([for d in each(department) : d.open])
  source = illustration
}

indicator "judged_lately" {
  title  = "Departments with a judgement that still counts"
  for    = [provider]
  better = higher
  value  = count([for d in each(department) : d.judged if is_rated(d.judged)])
  source = illustration
}

indicator "system_outstanding" {
  title  = "Departments that are outstanding"
  for    = [system]
  value  = count([for d in each(department) : d.from_data == outstanding if is_rated(d.from_data)])
  source = kings_fund
}

indicator "system_good" {
  title  = "Departments that are good"
  for    = [system]
  value  = count([for d in each(department) : d.from_data == good if is_rated(d.from_data)])
  source = kings_fund
}

indicator "system_fair" {
  title  = "Departments that require improvement"
  for    = [system]
  value  = count([for d in each(department) : d.from_data == fair if is_rated(d.from_data)])
  source = kings_fund
}

indicator "system_poor" {
  title  = "Departments that are inadequate"
  for    = [system]
  value  = count([for d in each(department) : d.from_data == poor if is_rated(d.from_data)])
  source = kings_fund
}

indicator "system_not_known" {
  title  = "Departments that the data do not suffice to rate"
  for    = [system]
  better = lower
  value  = count([for d in each(department) : !is_present(d.from_data)])
  source = kings_fund
}

indicator "system_spread" {
  title  = "Levels between the worst and the best department"
  for    = [system]
  value  = max([for d in each(department) : d.from_data.rung if is_rated(d.from_data)]) - min([for d in each(department) : d.from_data.rung if is_rated(d.from_data)])
  source = kings_fund
}

indicator "system_disagree" {
  title  = "Departments where judgement and data part"
  for    = [system]
  better = lower
  value  = count([for d in each(department) : d.agreement != agreement.agree if is_rated(d.agreement)])
  source = kings_fund
}
