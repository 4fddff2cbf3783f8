with counts as (
    select
        source_actor,
        target_actor,
        event_week,
        count(*) as n_events,
        count(*) filter (where quad_class = 1) as n_quad1,
        count(*) filter (where quad_class = 2) as n_quad2,
        count(*) filter (where quad_class = 3) as n_quad3,
        count(*) filter (where quad_class = 4) as n_quad4,
        sum(n_reports) as n_reports,
        sum(n_stories) as n_stories,
        sum(intensity) as intensity_sum
    from {{ ref('int_event') }}
    where is_counted
    group by source_actor, target_actor, event_week
),

sources as (
    select
        reports.source_actor,
        reports.target_actor,
        reports.event_week,
        count(distinct reports.source_id) as n_sources
    from {{ ref('int_event_report') }} as reports
    where reports.is_counted
    group by reports.source_actor, reports.target_actor, reports.event_week
)

select
    dyads.source_actor,
    dyads.target_actor,
    dyads.event_week,
    weeks.n_days_read,
    dyads.is_read,
    cast(coalesce(counts.n_events, 0) as integer) as n_events,
    cast(coalesce(counts.n_quad1, 0) as integer) as n_quad1,
    cast(coalesce(counts.n_quad2, 0) as integer) as n_quad2,
    cast(coalesce(counts.n_quad3, 0) as integer) as n_quad3,
    cast(coalesce(counts.n_quad4, 0) as integer) as n_quad4,
    cast(coalesce(counts.n_reports, 0) as integer) as n_reports,
    cast(coalesce(counts.n_stories, 0) as integer) as n_stories,
    cast(coalesce(sources.n_sources, 0) as integer) as n_sources,
    cast(coalesce(counts.intensity_sum, 0) as decimal(12, 2)) as intensity_sum,
    {{ six_decimals('cast(counts.intensity_sum as double) / counts.n_events') }} as intensity_mean,
    cast(dyads.n_weeks_silent as integer) as n_weeks_silent,
    dyads.has_value,
    dyads.index,
    dyads.index_change_1w,
    dyads.contribution_events,
    dyads.contribution_fading,
    dyads.contribution_baseline
from {{ ref('int_dyad_index') }} as dyads
inner join {{ ref('int_week') }} as weeks on dyads.event_week = weeks.event_week
left join counts
    on
        dyads.source_actor = counts.source_actor
        and dyads.target_actor = counts.target_actor
        and dyads.event_week = counts.event_week
left join sources
    on
        dyads.source_actor = sources.source_actor
        and dyads.target_actor = sources.target_actor
        and dyads.event_week = sources.event_week
where dyads.n_weeks_silent <= {{ parameter('value_weeks') }}
