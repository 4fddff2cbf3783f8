with counts as (
    select
        least(source_actor, target_actor) as actor_a,
        greatest(source_actor, target_actor) as actor_b,
        event_week,
        count(distinct pair_event_id) as n_events,
        count(distinct pair_event_id) filter (where quad_class = 1) as n_quad1,
        count(distinct pair_event_id) filter (where quad_class = 2) as n_quad2,
        count(distinct pair_event_id) filter (where quad_class = 3) as n_quad3,
        count(distinct pair_event_id) filter (where quad_class = 4) as n_quad4
    from {{ ref('int_event') }}
    where is_counted
    group by 1, 2, 3
),

sources as (
    select
        least(reports.source_actor, reports.target_actor) as actor_a,
        greatest(reports.source_actor, reports.target_actor) as actor_b,
        reports.event_week,
        count(distinct reports.source_id) as n_sources,
        count(distinct reports.story_id) as n_stories
    from {{ ref('int_event_report') }} as reports
    where reports.is_counted
    group by 1, 2, 3
),

pairs as (
    select
        actor_a,
        actor_b,
        event_week,
        any_value(is_read) as is_read,
        any_value(n_weeks_silent) as n_weeks_silent,
        bool_and(has_value) as has_value,
        bool_and(has_change) as has_change,
        sum(raw_index order by source_actor) / 2 as index,
        sum(raw_index - raw_index_before order by source_actor) / 2 as index_change,
        sum(raw_contribution_events order by source_actor) / 2 as contribution_events,
        sum(raw_contribution_fading order by source_actor) / 2 as contribution_fading,
        sum(raw_contribution_baseline order by source_actor) / 2 as contribution_baseline
    from {{ ref('int_dyad_index') }}
    group by actor_a, actor_b, event_week
)

select
    pairs.actor_a,
    pairs.actor_b,
    pairs.event_week,
    weeks.n_days_read,
    pairs.is_read,
    cast(coalesce(counts.n_events, 0) as integer) as n_events,
    cast(coalesce(counts.n_quad1, 0) as integer) as n_quad1,
    cast(coalesce(counts.n_quad2, 0) as integer) as n_quad2,
    cast(coalesce(counts.n_quad3, 0) as integer) as n_quad3,
    cast(coalesce(counts.n_quad4, 0) as integer) as n_quad4,
    cast(coalesce(sources.n_stories, 0) as integer) as n_stories,
    cast(coalesce(sources.n_sources, 0) as integer) as n_sources,
    cast(pairs.n_weeks_silent as integer) as n_weeks_silent,
    pairs.has_value,
    case when pairs.has_value then {{ six_decimals('pairs.index') }} end as index,
    case when pairs.has_change then {{ six_decimals('pairs.index_change') }} end as index_change_1w,
    case when pairs.has_change then {{ six_decimals('pairs.contribution_events') }} end as contribution_events,
    case when pairs.has_change then {{ six_decimals('pairs.contribution_fading') }} end as contribution_fading,
    case when pairs.has_change then {{ six_decimals('pairs.contribution_baseline') }} end as contribution_baseline
from pairs
inner join {{ ref('int_week') }} as weeks on pairs.event_week = weeks.event_week
left join counts
    on
        pairs.actor_a = counts.actor_a
        and pairs.actor_b = counts.actor_b
        and pairs.event_week = counts.event_week
left join sources
    on
        pairs.actor_a = sources.actor_a
        and pairs.actor_b = sources.actor_b
        and pairs.event_week = sources.event_week
where pairs.n_weeks_silent <= {{ parameter('value_weeks') }}
