# Other choices, each with the name of the run that it repeats. A choice is said
# once; a run that makes several joins them.

# --- weights

amend "unequal_weights" {
  reason = "Weights that differ, as an example"
  group "pillar_score" { weights = indicator.unequal_weight }
  group "sub_index_score" { weights = pillar.unequal_weight }
  group "index" { weights = sub_index.unequal_weight }
}

amend "a2_minmax_amean_unequal_weights" { extends = ["unequal_weights"] }

# --- the scale that indicators are put on

amend "b_zscore_0_1" {
  reason = "z-scores"
  indicator "normalised" { value = z_score(directed, present(each(country.directed)), sample) }
}

amend "b2_zscore_50_10" {
  reason = "z-scores with mean 50 and standard deviation 10"
  indicator "normalised" { value = z_score(directed, present(each(country.directed)), sample, 50, 10) }
}

amend "c_prank" {
  reason = "Percentile ranks"
  indicator "normalised" { value = percentile_rank(directed, present(each(country.directed)), inclusive) }
}

amend "c2_rank" {
  reason = "Ranks"
  indicator "normalised" { value = rank(directed, present(each(country.directed)), ascending, competition) }
}

amend "c3_borda" {
  reason = "Borda scores"
  indicator "normalised" { value = borda(directed, present(each(country.directed))) }
}

amend "c4_dist2max" {
  reason = "Distance to the best"
  indicator "normalised" { value = distance_to_max(directed, present(each(country.directed))) }
}

amend "c5_fracmax_normalise_only" {
  reason = "Share of the best"
  indicator "normalised" { value = fraction_of_max(directed, present(each(country.directed))) }
}

amend "d_goalposts_trunc" {
  reason = "Between fixed goalposts, cut off at both"
  indicator "normalised" { value = indicator.direction == 1 ? goalposts(directed, indicator.worst, indicator.best, clipped, 0, 100) : goalposts(directed, -indicator.best, -indicator.worst, clipped, 0, 100) }
}

amend "d2_goalposts_notrunc" {
  reason = "Between fixed goalposts, and beyond them"
  indicator "normalised" { value = indicator.direction == 1 ? goalposts(directed, indicator.worst, indicator.best, free, 0, 100) : goalposts(directed, -indicator.best, -indicator.worst, free, 0, 100) }
}

amend "d3_dist2targ_capped" {
  reason = "Distance to a target, capped at it"
  indicator "normalised" { value = distance_to_target(directed, present(each(country.directed)), indicator.direction * indicator.target, capped) }
}

amend "from_1" {
  reason = "From 1 to 100, for means that need numbers above 0"
  indicator "normalised" { value = min_max(directed, present(each(country.directed)), 1, 100) }
}

# --- the mean

amend "geometric" {
  reason  = "A weakness counts more than a strength makes good"
  extends = ["from_1"]
  group "pillar_score" { score = geometric_mean }
  group "sub_index_score" { score = geometric_mean }
  group "index" { score = geometric_mean }
}

amend "f_minmax1_gmean" { extends = ["geometric"] }
amend "f2_minmax1_gmean_unequal_weights" { extends = ["geometric", "unequal_weights"] }

amend "harmonic" {
  reason  = "A weakness counts even more"
  extends = ["from_1"]
  group "pillar_score" { score = harmonic_mean }
  group "sub_index_score" { score = harmonic_mean }
  group "index" { score = harmonic_mean }
}

amend "g_minmax1_hmean" { extends = ["harmonic"] }
amend "g2_minmax1_hmean_unequal_weights" { extends = ["harmonic", "unequal_weights"] }

amend "g3_minmax1_mixed_amean_gmean_hmean_unequal_weights" {
  reason  = "Another mean at each level"
  extends = ["from_1", "unequal_weights"]
  group "sub_index_score" { score = geometric_mean }
  group "index" { score = harmonic_mean }
}

amend "g4_imputemean_minmax1_genmean_p2_unequal_weights" {
  reason  = "Generalised mean of power 2"
  extends = ["impute_mean", "from_1", "unequal_weights"]
  group "pillar_score" { score = generalised_mean(members, 2) }
  group "sub_index_score" { score = generalised_mean(members, 2) }
  group "index" { score = generalised_mean(members, 2) }
}

amend "g5_imputemean_minmax1_genmean_pm05_unequal_weights" {
  reason  = "Generalised mean of power -0.5"
  extends = ["impute_mean", "from_1", "unequal_weights"]
  group "pillar_score" { score = generalised_mean(members, -0.5) }
  group "sub_index_score" { score = generalised_mean(members, -0.5) }
  group "index" { score = generalised_mean(members, -0.5) }
}

# --- gaps

amend "h1_missing_dat_thresh_2of3_all_levels" {
  reason = "Two thirds of the members must be there, at every level"
  group "pillar_score" { applies = count(present(each(indicator.normalised))) >= 2 / 3 * count(each(indicator)) }
  group "sub_index_score" { applies = count(present(each(pillar.pillar_score))) >= 2 / 3 * count(each(pillar)) }
  group "index" { applies = count(present(each(sub_index.sub_index_score))) >= 2 / 3 * count(each(sub_index)) }
}

amend "h2_missing_dat_thresh_by_level_05_08_1" {
  reason = "Half, eight tenths, all: another share at each level"
  group "pillar_score" { applies = count(present(each(indicator.normalised))) >= 0.5 * count(each(indicator)) }
  group "sub_index_score" { applies = count(present(each(pillar.pillar_score))) >= 0.8 * count(each(pillar)) }
  group "index" { applies = count(present(each(sub_index.sub_index_score))) == count(each(sub_index)) }
}

amend "h3_screen_066" {
  reason = "Only countries with 66 % of the indicators"
  population "kept" { where = count(present(each(indicator.raw))) >= 0.66 * count(each(indicator)) }
}

amend "impute_mean" {
  reason = "Gaps filled with the mean of all"
  derive "imputed" { value = coalesce(denominated, mean(present(each(country.denominated)))) }
}

amend "j1_impute_median" {
  reason = "Gaps filled with the median of all"
  derive "imputed" { value = coalesce(denominated, median(present(each(country.denominated)))) }
}

amend "j2_impute_mean_by_group" {
  reason = "Gaps filled with the mean of the same continent"
  population "same_region" {
    of = country
    by = region
  }
  derive "imputed" { value = coalesce(denominated, mean(present(each(same_region.denominated)))) }
}

amend "j3_impute_median_by_group" {
  reason = "Gaps filled with the median of countries as wealthy"
  population "as_wealthy" {
    of = country
    by = wealth
  }
  derive "imputed" { value = coalesce(denominated, median(present(each(as_wealthy.denominated)))) }
}

amend "j4_impute_row_mean_within_pillar" {
  reason = "Gaps filled from the country's other indicators of the pillar"
  derive "pointed" {
    for   = [country, indicator]
    value = indicator.direction * denominated
  }
  derive "pillar_mean" {
    for   = [country, pillar]
    value = mean(present([for i in each(indicator) : min_max(i.pointed, present(each(country.pointed)))]))
  }
  derive "lowest" {
    for   = indicator
    value = min(present(each(country.pointed)))
  }
  derive "highest" {
    for   = indicator
    value = max(present(each(country.pointed)))
  }
  derive "imputed" { value = coalesce(denominated, indicator.direction * (lowest + pillar_mean * (highest - lowest))) }
}

# --- size

amend "i_denominated_minmax_amean" {
  reason = "Amounts divided by what the metadata says"
  derive "denominated" { value = is_present(indicator.denominator) ? raw / lookup(indicator.denominator, { Area = area, Energy = energy, GDP = gdp, Population = inhabitants }) : raw }
}

amend "i2_denominate_scalefactor" {
  reason = "Three amounts divided, with factors"
  derive "denominated" { value = indicator == Goods ? raw / gdp : (indicator == Flights ? raw / (inhabitants / 1000) : (indicator == CO2 ? raw / (area / 100) : raw)) }
}

# --- outliers

amend "treat" {
  reason = "Outliers drawn in where skewness and kurtosis are both large; where that is not enough, the logarithm"
  source = coinr
  parameter "most_drawn_in" { value = 5 }
  derive "shape_is_fine" {
    for   = indicator
    value = abs(skewness(present(each(kept.imputed)))) < 2 || kurtosis(present(each(kept.imputed))) < 3.5
  }
  derive "winsorised" {
    for   = [kept, indicator]
    value = clamp(imputed, winsor_low(present(each(kept.imputed)), 2, 3.5, most_drawn_in), winsor_high(present(each(kept.imputed)), 2, 3.5, most_drawn_in))
  }
  derive "winsorised_is_fine" {
    for   = indicator
    value = abs(skewness(present(each(kept.winsorised)))) < 2 || kurtosis(present(each(kept.winsorised))) < 3.5
  }
  derive "for_logarithm" {
    for   = [kept, indicator]
    value = imputed
  }
  derive "floor_of_logarithm" {
    for   = indicator
    value = min(present(each(kept.for_logarithm))) - 0.01 * (max(present(each(kept.for_logarithm))) - min(present(each(kept.for_logarithm))))
  }
  derive "treated" { value = shape_is_fine ? imputed : (winsorised_is_fine ? winsorised : ln(for_logarithm - floor_of_logarithm)) }
}

amend "e_winsor_minmax_amean" { extends = ["treat"] }

amend "e2_winsor20_combine_minmax_amean" {
  reason  = "Up to 20 values drawn in, and the logarithm of what was drawn in"
  extends = ["treat"]
  parameter "most_drawn_in" { value = 20 }
  derive "for_logarithm" { value = winsorised }
}

# --- the published pipeline: all of it together

amend "pipeline" {
  title   = "The pipeline of the package's documentation"
  reason  = "Divided, gaps filled by continent, countries with 90 % of the indicators, outliers treated"
  extends = ["i_denominated_minmax_amean", "j2_impute_mean_by_group", "treat"]
  population "kept" { where = count(present(each(indicator.imputed))) >= 0.9 * count(each(indicator)) }
}
