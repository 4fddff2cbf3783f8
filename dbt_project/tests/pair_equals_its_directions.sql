-- Catches a pair that is not its two directions less the symmetric events counted twice.
with directions as (
    select
        least(source_actor, target_actor) as actor_a,
        greatest(source_actor, target_actor) as actor_b,
        event_week,
        count(*) - count(*) filter (where is_symmetric) / 2 as n_events
    from {{ ref('fct_event') }}
    where is_counted
    group by 1, 2, 3
)

select
    pairs.actor_a,
    pairs.actor_b,
    pairs.event_week
from {{ ref('fct_pair_week') }} as pairs
left join directions
    on
        pairs.actor_a = directions.actor_a
        and pairs.actor_b = directions.actor_b
        and pairs.event_week = directions.event_week
where pairs.n_events <> coalesce(directions.n_events, 0)
