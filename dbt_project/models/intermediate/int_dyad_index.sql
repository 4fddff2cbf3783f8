-- One row a directed dyad and week, from the pair's first counted event to the last week: decayed sums,
-- history, index. Both directions of a pair run over the same weeks. Formulas: fct_dyad_week.
with counted as (
    select * from {{ ref('int_event') }}
    where is_counted
),

pairs as (
    select
        least(source_actor, target_actor) as actor_a,
        greatest(source_actor, target_actor) as actor_b,
        min(event_week) as first_week
    from counted
    group by 1, 2
),

directions as (
    select
        pairs.actor_a as source_actor,
        pairs.actor_b as target_actor,
        pairs.*
    from pairs
    union all
    select
        pairs.actor_b as source_actor,
        pairs.actor_a as target_actor,
        pairs.*
    from pairs
),

weekly as (
    select
        source_actor,
        target_actor,
        event_week,
        count(*) as n_events,
        sum(
            cast(intensity as double) * pow(2, -(6 - (counted_date - event_week)) / {{ parameter('half_life_days') }})
            order by event_key
        ) as week_sum,
        sum(
            abs(cast(intensity as double))
            * pow(2, -(6 - (counted_date - event_week)) / {{ parameter('half_life_days') }})
            order by event_key
        ) as week_activity
    from counted
    group by source_actor, target_actor, event_week
),

spine as (
    select
        directions.source_actor,
        directions.target_actor,
        directions.actor_a,
        directions.actor_b,
        weeks.event_week,
        weeks.week_number,
        weeks.is_read,
        coalesce(weekly.n_events, 0) as n_events,
        coalesce(weekly.week_sum, 0) as week_sum,
        coalesce(weekly.week_activity, 0) as week_activity,
        weeks.week_number - first_weeks.week_number as k
    from directions
    inner join {{ ref('int_week') }} as first_weeks on directions.first_week = first_weeks.event_week
    inner join {{ ref('int_week') }} as weeks on directions.first_week <= weeks.event_week
    left join weekly
        on
            directions.source_actor = weekly.source_actor
            and directions.target_actor = weekly.target_actor
            and weeks.event_week = weekly.event_week
),

-- The sum over the past in closed form: weights grow with the week and are divided out again.
decayed as (
    select
        spine.*,
        sum(week_sum * pow(2, k * 7 / {{ parameter('half_life_days') }})) over (
            partition by source_actor, target_actor order by k
        ) / pow(2, k * 7 / {{ parameter('half_life_days') }}) as decayed_sum,
        sum(week_activity * pow(2, k * 7 / {{ parameter('half_life_days') }})) over (
            partition by source_actor, target_actor order by k
        ) / pow(2, k * 7 / {{ parameter('half_life_days') }}) as decayed_activity
    from spine
),

history_weeks as (
    select
        now.week_number,
        count(past.week_number) as n_history_weeks
    from {{ ref('int_week') }} as now
    left join {{ ref('int_week') }} as past
        on {{ is_history('past', 'now') }}
    group by now.week_number
),

history as (
    select
        now.source_actor,
        now.target_actor,
        now.week_number,
        sum(past.decayed_sum order by past.week_number) as history_sum,
        sum(past.decayed_activity order by past.week_number) as history_activity
    from decayed as now
    inner join decayed as past
        on
            now.source_actor = past.source_actor
            and now.target_actor = past.target_actor
            and {{ is_history('past', 'now') }}
    group by now.source_actor, now.target_actor, now.week_number
),

scaled as (
    select
        decayed.*,
        weeks.n_history_weeks,
        greatest(
            {{ parameter('prior_activity') }},
            (coalesce(history.history_activity, 0) + {{ parameter('prior_weeks') }} * {{ parameter('prior_activity') }})
            / (weeks.n_history_weeks + {{ parameter('prior_weeks') }})
        ) as scale,
        coalesce(history.history_sum, 0) / (weeks.n_history_weeks + {{ parameter('prior_weeks') }}) as history_mean
    from decayed
    inner join history_weeks as weeks on decayed.week_number = weeks.week_number
    left join history
        on
            decayed.source_actor = history.source_actor
            and decayed.target_actor = history.target_actor
            and decayed.week_number = history.week_number
),

indexed as (
    select
        scaled.*,
        history_mean / scale as baseline,
        history_mean / scale + decayed_sum / scale as log_odds,
        100 / (1 + exp(-(history_mean / scale + decayed_sum / scale))) as raw_index
    from scaled
),

silence as (
    select
        actor_a,
        actor_b,
        week_number,
        max(case when sum(n_events) > 0 then week_number end) over (
            partition by actor_a, actor_b order by week_number
        ) as last_event_week_number
    from spine
    group by actor_a, actor_b, week_number
),

valued as (
    select
        indexed.*,
        indexed.week_number - silence.last_event_week_number as n_weeks_silent,
        indexed.is_read
        and indexed.week_number - silence.last_event_week_number < {{ parameter('value_weeks') }} as has_value
    from indexed
    inner join silence
        on
            indexed.actor_a = silence.actor_a
            and indexed.actor_b = silence.actor_b
            and indexed.week_number = silence.week_number
),

stepped as (
    select
        valued.*,
        lag(has_value) over past as had_value,
        lag(raw_index) over past as raw_index_before,
        lag(log_odds) over past as log_odds_before,
        lag(decayed_sum) over past as decayed_sum_before,
        lag(scale) over past as scale_before,
        lag(baseline) over past as baseline_before
    from valued
    window past as (partition by source_actor, target_actor order by week_number)
),

moved as (
    select
        stepped.*,
        coalesce(has_value and had_value, false) as has_change,
        case
            when abs(log_odds - log_odds_before) < 1e-9 then raw_index * (100 - raw_index) / 100
            else (raw_index - raw_index_before) / (log_odds - log_odds_before)
        end as slope
    from stepped
),

-- Parts of the change, before any rounding: the mean of a pair's two directions is taken from these.
parted as (
    select
        moved.*,
        slope * week_sum / scale as raw_contribution_events,
        -slope * (1 - pow(2, -7 / {{ parameter('half_life_days') }})) * decayed_sum_before / scale
            as raw_contribution_fading,
        slope * ((baseline - baseline_before) + decayed_sum_before * (1 / scale - 1 / scale_before))
            as raw_contribution_baseline
    from moved
)

select
    source_actor,
    target_actor,
    actor_a,
    actor_b,
    event_week,
    week_number,
    is_read,
    n_events,
    week_sum,
    decayed_sum,
    decayed_activity,
    n_history_weeks,
    scale,
    baseline,
    log_odds,
    raw_index,
    raw_index_before,
    n_weeks_silent,
    has_value,
    has_change,
    slope,
    raw_contribution_events,
    raw_contribution_fading,
    raw_contribution_baseline,
    case when has_value then {{ six_decimals('raw_index') }} end as index,
    case when has_change then {{ six_decimals('raw_index - raw_index_before') }} end as index_change_1w,
    case when has_change then {{ six_decimals('raw_contribution_events') }} end as contribution_events,
    case when has_change then {{ six_decimals('raw_contribution_fading') }} end as contribution_fading,
    case when has_change then {{ six_decimals('raw_contribution_baseline') }} end as contribution_baseline
from parted
