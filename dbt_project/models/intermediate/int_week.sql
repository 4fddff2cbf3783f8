with days as (
    select
        event_week,
        count(*) filter (where article_count > 0) as n_days_read,
        sum(article_count) as n_articles,
        count(distinct extractor_version) as n_extractor_versions
    from {{ ref('stg_days') }}
    group by event_week
),

-- Counted dates lie up to 28 days before publication: weeks begin where the first event does.
bounds as (
    select
        least(
            (select min(days.event_week) from days),
            (select min(events.event_week) from {{ ref('int_event') }} as events)
        ) as first_week,
        (select max(days.event_week) from days) as last_week
),

weeks as (
    select cast(unnest(generate_series(first_week, last_week, interval 7 day)) as date) as event_week
    from bounds
    where first_week is not null
),

numbered as (
    select
        weeks.event_week,
        cast(coalesce(days.n_days_read, 0) as integer) as n_days_read,
        cast(coalesce(days.n_articles, 0) as integer) as n_articles,
        cast(coalesce(days.n_extractor_versions, 0) as integer) as n_extractor_versions,
        coalesce(days.n_days_read, 0) >= {{ parameter('days_for_a_read_week') }} as is_read,
        cast(row_number() over (order by weeks.event_week) as integer) as week_number
    from weeks
    left join days on weeks.event_week = days.event_week
),

counted as (
    select
        numbered.*,
        cast(coalesce(count(*) filter (where is_read) over (
            order by week_number rows between unbounded preceding and 1 preceding
        ), 0) as integer) as n_read_before
    from numbered
),

spans as (
    select
        counted.*,
        cast(least(n_read_before, {{ parameter('usual_weeks_most') }}) as integer) as n_weeks_looked_back,
        cast(least(n_read_before, {{ parameter('net_cooperation_weeks') }}) as integer) as n_past_weeks,
        -- Usual is what was before this week and the read weeks with which it makes a silence.
        case
            when is_read then cast(greatest(0, least(
                n_read_before - {{ parameter('quiet_weeks') }} + 1, {{ parameter('usual_weeks_most') }}
            )) as integer)
        end as n_usual_weeks,
        case
            when is_read then cast(n_read_before - {{ parameter('quiet_weeks') }} + 1 as integer)
        end as quiet_from_number
    from counted
),

-- A read week is known by the number of read weeks before it, so many back is a difference of these numbers.
read_weeks as (
    select
        n_read_before,
        event_week
    from spans
    where is_read
)

select
    spans.* exclude (quiet_from_number),
    case when spans.n_weeks_looked_back > 0 then look_back.event_week end as look_back_from_week,
    case when spans.n_past_weeks > 0 then past.event_week end as past_from_week,
    usual.event_week as usual_from_week,
    contact.event_week as contact_from_week,
    quiet.event_week as quiet_from_week
from spans
left join read_weeks as look_back on spans.n_read_before - spans.n_weeks_looked_back = look_back.n_read_before
left join read_weeks as past on spans.n_read_before - spans.n_past_weeks = past.n_read_before
left join read_weeks as usual on spans.quiet_from_number - spans.n_usual_weeks = usual.n_read_before
left join read_weeks as contact
    on spans.n_read_before - {{ parameter('new_contact_weeks') }} = contact.n_read_before
left join read_weeks as quiet on spans.quiet_from_number = quiet.n_read_before
