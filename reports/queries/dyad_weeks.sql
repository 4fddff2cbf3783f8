-- Directions over the weeks that the panels show, of pairs that have a row in the last of them.
select
    source_actor, target_actor, event_week, is_read, n_events, n_quad1, n_quad2, n_quad3, n_quad4,
    intensity_sum, n_weeks_silent, has_value, "index", index_change_1w
from marts.fct_dyad_week as dyads
where
    event_week between $first and $week
    and exists (
        select 1 from marts.fct_event as events
        where
            events.event_week = $week
            and least(events.source_actor, events.target_actor) = least(dyads.source_actor, dyads.target_actor)
            and greatest(events.source_actor, events.target_actor)
            = greatest(dyads.source_actor, dyads.target_actor)
    )
order by source_actor, target_actor, event_week
