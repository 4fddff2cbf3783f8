with pairs as (
    select
        actor_a,
        actor_b,
        event_week,
        any_value(is_read) as is_read,
        any_value(n_weeks_silent) as n_weeks_silent,
        bool_and(has_value) as has_value,
        bool_and(has_change) as has_change,
        sum(raw_index order by source_actor) / 2 as index,
        any_value(raw_index) filter (where source_actor = actor_a)
        - any_value(raw_index) filter (where source_actor = actor_b) as asymmetry,
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
    {% for name in shared_measures() %}
        counts.{{ name }},
    {% endfor %}
    counts.last_event_key,
    cast(pairs.n_weeks_silent as integer) as n_weeks_silent,
    counts.n_read_weeks_silent,
    counts.n_usual_weeks,
    counts.usual_events,
    counts.is_new_contact,
    counts.is_gone_quiet,
    pairs.has_value,
    case when pairs.has_value then {{ six_decimals('pairs.index') }} end as index,
    case when pairs.has_value then {{ six_decimals('pairs.asymmetry') }} end as asymmetry,
    case when pairs.has_change then {{ six_decimals('pairs.index_change') }} end as index_change_1w,
    case when pairs.has_change then {{ six_decimals('pairs.contribution_events') }} end as contribution_events,
    case when pairs.has_change then {{ six_decimals('pairs.contribution_fading') }} end as contribution_fading,
    case when pairs.has_change then {{ six_decimals('pairs.contribution_baseline') }} end as contribution_baseline
from pairs
inner join {{ ref('int_week') }} as weeks on pairs.event_week = weeks.event_week
inner join {{ ref('int_relation_week') }} as counts
    on
        counts.is_pair
        and pairs.actor_a = counts.actor_1
        and pairs.actor_b = counts.actor_2
        and pairs.event_week = counts.event_week
where pairs.n_weeks_silent <= {{ parameter('value_weeks') }} or counts.is_gone_quiet
