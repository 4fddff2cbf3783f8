-- For each direction and week before this one: the counted event that weighs most.
select event_key
from marts.fct_event
where is_counted and event_week >= $first and event_week < $week
qualify row_number() over (
    partition by source_actor, target_actor, event_week order by abs(intensity) desc, event_key
) = 1
order by event_key
