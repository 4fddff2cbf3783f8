select
    events.event_key,
    events.pair_event_id,
    events.source_actor,
    events.target_actor,
    events.counted_type,
    events.mode,
    events.quad_class,
    events.status,
    events.status_group,
    events.is_counted,
    events.is_symmetric,
    events.counted_date,
    events.event_week,
    cast(events.intensity as decimal(6, 2)) as intensity,
    cast(events.n_reports as integer) as n_reports,
    cast(events.n_articles as integer) as n_articles,
    cast(events.n_stories as integer) as n_stories,
    cast(events.n_sources as integer) as n_sources,
    events.first_source,
    events.first_event_id,
    case
        when events.is_counted and dyads.has_change
            then round(
                dyads.slope * cast(events.intensity as double)
                * pow(2, -(6 - (events.counted_date - events.event_week)) / {{ parameter('half_life_days') }})
                / dyads.scale, 6
            )
    end as contribution,
    case
        when events.is_counted and dyads.has_change
            then round(
                dyads.slope * cast(events.intensity as double)
                * pow(2, -(6 - (events.counted_date - events.event_week)) / {{ parameter('half_life_days') }})
                / dyads.scale / 2, 6
            )
    end as contribution_to_pair
from {{ ref('int_event') }} as events
left join {{ ref('int_dyad_index') }} as dyads
    on
        events.source_actor = dyads.source_actor
        and events.target_actor = dyads.target_actor
        and events.event_week = dyads.event_week
