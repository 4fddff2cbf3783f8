-- Counted events of a week, an event between two sides once, and the pairs that have one.
select
    $week as event_week,
    count(distinct pair_event_id) as n_events,
    count(distinct (least(source_actor, target_actor), greatest(source_actor, target_actor))) as n_pairs,
    count(distinct pair_event_id) filter (where n_sources = 1) as n_single_source
from marts.fct_event
where is_counted and event_week = $week
