with parts as (
    select
        events.*,
        case
            when events.is_counted and dyads.has_change
                then
                    dyads.slope * cast(events.intensity as double)
                    * pow(2, -(6 - (events.counted_date - events.event_week)) / {{ parameter('half_life_days') }})
                    / dyads.scale
        end as raw_contribution
    from {{ ref('int_event') }} as events
    left join {{ ref('int_dyad_index') }} as dyads
        on
            events.source_actor = dyads.source_actor
            and events.target_actor = dyads.target_actor
            and events.event_week = dyads.event_week
)

select
    event_key,
    pair_event_id,
    source_actor,
    target_actor,
    counted_type,
    mode,
    quad_class,
    status,
    status_group,
    is_counted,
    is_symmetric,
    counted_date,
    event_week,
    cast(intensity as decimal(6, 2)) as intensity,
    cast(goldstein_1992 as decimal(6, 2)) as goldstein_1992,
    cast(n_reports as integer) as n_reports,
    cast(n_articles as integer) as n_articles,
    cast(n_stories as integer) as n_stories,
    cast(n_sources as integer) as n_sources,
    first_source,
    first_event_id,
    {{ six_decimals('raw_contribution') }} as contribution,
    {{ six_decimals('raw_contribution / 2') }} as contribution_to_pair,
    is_counted and row_number() over (
        partition by source_actor, target_actor, event_week, is_counted
        order by abs(intensity) desc, event_key
    ) = 1 as is_heaviest_of_week
from parts
