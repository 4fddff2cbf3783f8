-- Pairs with a counted event this week and none in the eight read weeks before; none where fewer were read.
with looked_back as (
    select event_week
    from marts.fct_data_quality_week
    where is_read and event_week < $week
    order by event_week desc
    limit 8
)

select
    least(source_actor, target_actor) as actor_a,
    greatest(source_actor, target_actor) as actor_b,
    (select count(*) from looked_back) as n_weeks_looked_back
from marts.fct_event
where is_counted and event_week <= $week
group by all
having
    (select count(*) from looked_back) = 8
    and bool_or(event_week = $week)
    and not bool_or(event_week < $week and event_week >= (select min(looked_back.event_week) from looked_back))
order by actor_a, actor_b
