with classes as (
    select
        source_actor,
        target_actor,
        quad_class,
        event_week,
        cast(count(*) as integer) as n_events
    from {{ ref('int_event') }}
    where is_counted
    group by source_actor, target_actor, quad_class, event_week
),

stepped as (
    select
        classes.*,
        lag(event_week) over (
            partition by source_actor, target_actor, quad_class order by event_week
        ) as last_week
    from classes
)

select
    stepped.source_actor,
    stepped.target_actor,
    stepped.quad_class,
    stepped.event_week,
    stepped.n_events,
    stepped.last_week,
    weeks.n_weeks_looked_back,
    coalesce(stepped.last_week >= weeks.look_back_from_week, false) as has_precedent
from stepped
inner join {{ ref('int_week') }} as weeks on stepped.event_week = weeks.event_week
