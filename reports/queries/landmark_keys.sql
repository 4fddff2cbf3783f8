-- For each direction of this week's pairs and each earlier week: the counted event that weighs most.
with present as (
    select distinct
        least(source_actor, target_actor) as actor_a,
        greatest(source_actor, target_actor) as actor_b
    from marts.fct_event
    where event_week = $week
)

select events.event_key
from marts.fct_event as events
inner join present
    on
        least(events.source_actor, events.target_actor) = present.actor_a
        and greatest(events.source_actor, events.target_actor) = present.actor_b
where events.is_counted and events.event_week >= $first and events.event_week < $week
qualify row_number() over (
    partition by events.source_actor, events.target_actor, events.event_week
    order by abs(events.intensity) desc, events.event_key
) = 1
order by events.event_key
