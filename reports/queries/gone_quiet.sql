-- Pairs without a counted event where some were usual, the busiest first.
select actor_a, actor_b, last_event_key, n_usual_weeks, usual_events, n_read_weeks_silent
from marts.fct_pair_week
where event_week = $week and is_gone_quiet
order by usual_events desc, actor_a, actor_b
