-- Pairs in a week and the week before it.
select
    actor_a, actor_b, event_week, n_events, n_quad1, n_quad2, n_quad3, n_quad4, n_stories, n_sources,
    n_weeks_silent, has_value, "index", index_change_1w, contribution_events, contribution_fading,
    contribution_baseline
from marts.fct_pair_week
where event_week in ($week, $week - 7)
order by actor_a, actor_b, event_week
