-- Of a week: counted events, and the pairs that have one.
select event_week, n_events, n_single_source_events, n_pairs, n_pairs_below_floor, n_pairs_without_change
from marts.fct_data_quality_week
where event_week = $week
