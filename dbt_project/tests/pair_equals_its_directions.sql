{{ config(meta={'dagster': {'ref': {'name': 'fct_pair_week'}}}) }}
-- Catches a week that does not hold its events: a dyad that is not the counted events of its direction, with their
-- reports and intensities, and a pair that is not its two directions less the symmetric events counted twice.
with events as (
    select
        source_actor,
        target_actor,
        event_week,
        count(*) as n_events,
        count(*) filter (where is_symmetric) as n_symmetric,
        sum(n_reports) as n_reports,
        sum(intensity) as intensity_sum
    from {{ ref('fct_event') }}
    where is_counted
    group by source_actor, target_actor, event_week
),

pair_events as (
    select
        least(source_actor, target_actor) as actor_a,
        greatest(source_actor, target_actor) as actor_b,
        event_week,
        sum(n_events) - sum(n_symmetric) / 2 as n_events
    from events
    group by 1, 2, 3
)

select
    coalesce(dyads.source_actor, events.source_actor) as one,
    coalesce(dyads.target_actor, events.target_actor) as other,
    coalesce(dyads.event_week, events.event_week) as event_week
from {{ ref('fct_dyad_week') }} as dyads
full outer join events
    on
        dyads.source_actor = events.source_actor
        and dyads.target_actor = events.target_actor
        and dyads.event_week = events.event_week
where
    coalesce(dyads.n_events, -1) <> coalesce(events.n_events, 0)
    or dyads.n_reports <> coalesce(events.n_reports, 0)
    or dyads.intensity_sum <> coalesce(events.intensity_sum, 0)
union all
select
    coalesce(pairs.actor_a, pair_events.actor_a) as one,
    coalesce(pairs.actor_b, pair_events.actor_b) as other,
    coalesce(pairs.event_week, pair_events.event_week) as event_week
from {{ ref('fct_pair_week') }} as pairs
full outer join pair_events
    on
        pairs.actor_a = pair_events.actor_a
        and pairs.actor_b = pair_events.actor_b
        and pairs.event_week = pair_events.event_week
where coalesce(pairs.n_events, -1) <> coalesce(pair_events.n_events, 0)
