-- For each direction of this week's pairs and each earlier week: the counted event that weighs most.
select events.event_key
from marts.fct_event as events
where
    events.is_heaviest_of_week and events.event_week >= $first and events.event_week < $week
    and exists (
        select 1 from marts.fct_event as present
        where
            present.event_week = $week
            and least(present.source_actor, present.target_actor)
            = least(events.source_actor, events.target_actor)
            and greatest(present.source_actor, present.target_actor)
            = greatest(events.source_actor, events.target_actor)
    )
order by events.event_key
