-- Of a week: counted events, an event between two sides once; the pairs that have one; of these, those with too few
-- events for the movers and those without a change.
with events as (
    select
        count(distinct pair_event_id) as n_events,
        count(distinct pair_event_id) filter (where n_sources = 1) as n_single_source
    from marts.fct_event
    where is_counted and event_week = $week
),

pairs as (
    select
        count(*) as n_pairs,
        count(*) filter (where index_change_1w is not null and n_events < 5) as n_pairs_below_floor,
        count(*) filter (where index_change_1w is null) as n_pairs_without_change
    from marts.fct_pair_week
    where event_week = $week and n_events > 0
)

select
    cast($week as date) as event_week,
    events.*,
    pairs.*
from events
cross join pairs
