-- For each direction and quad class with a counted event this week: when the class was last there, and how many
-- read weeks one can look back on, 26 at most. `was_there`: an event of the class lies within these.
with looked_back as (
    select event_week
    from marts.fct_data_quality_week
    where is_read and event_week < $week
    order by event_week desc
    limit 26
),

present as (
    select distinct source_actor, target_actor, quad_class
    from marts.fct_event
    where is_counted and event_week = $week
)

select
    present.source_actor,
    present.target_actor,
    present.quad_class,
    (select count(*) from looked_back) as n_weeks_looked_back,
    max(past.event_week) as last_week,
    coalesce(bool_or(past.event_week >= (select min(looked_back.event_week) from looked_back)), false) as was_there
from present
left join marts.fct_event as past
    on
        present.source_actor = past.source_actor
        and present.target_actor = past.target_actor
        and present.quad_class = past.quad_class
        and past.is_counted
        and past.event_week < $week
group by present.source_actor, present.target_actor, present.quad_class
order by present.source_actor, present.target_actor, present.quad_class
