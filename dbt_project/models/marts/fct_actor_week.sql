with parts as (
    select
        sides.is_source,
        if(sides.is_source, source_actor, target_actor) as actor_code,
        if(sides.is_source, target_actor, source_actor) as partner,
        event_week,
        pair_event_id,
        quad_class,
        intensity
    from {{ ref('int_event') }}
    cross join (values (false), (true)) as sides (is_source)
    where is_counted
),

counts as (
    select
        actor_code,
        event_week,
        count(distinct pair_event_id) as n_events,
        count(*) filter (where is_source) as n_events_as_source,
        count(*) filter (where not is_source) as n_events_as_target,
        count(distinct partner) as n_partners,
        {% for quad_class in range(1, 5) %}
            count(distinct pair_event_id) filter (where quad_class = {{ quad_class }}) as n_quad{{ quad_class }},
        {% endfor %}
        coalesce(sum(intensity) filter (where is_source), 0) as intensity_sum_as_source,
        coalesce(sum(intensity) filter (where not is_source), 0) as intensity_sum_as_target
    from parts
    group by actor_code, event_week
)

select
    counts.actor_code,
    counts.event_week,
    weeks.n_days_read,
    weeks.is_read,
    cast(counts.n_events as integer) as n_events,
    cast(counts.n_events_as_source as integer) as n_events_as_source,
    cast(counts.n_events_as_target as integer) as n_events_as_target,
    cast(counts.n_partners as integer) as n_partners,
    cast(counts.n_quad1 as integer) as n_quad1,
    cast(counts.n_quad2 as integer) as n_quad2,
    cast(counts.n_quad3 as integer) as n_quad3,
    cast(counts.n_quad4 as integer) as n_quad4,
    cast(counts.intensity_sum_as_source as decimal(12, 2)) as intensity_sum_as_source,
    cast(counts.intensity_sum_as_target as decimal(12, 2)) as intensity_sum_as_target
from counts
inner join {{ ref('int_week') }} as weeks on counts.event_week = weeks.event_week
