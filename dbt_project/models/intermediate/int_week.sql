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
)

select
    weeks.event_week,
    cast(coalesce(days.n_days_read, 0) as integer) as n_days_read,
    cast(coalesce(days.n_articles, 0) as integer) as n_articles,
    cast(coalesce(days.n_extractor_versions, 0) as integer) as n_extractor_versions,
    coalesce(days.n_days_read, 0) >= {{ parameter('days_for_a_read_week') }} as is_read,
    cast(row_number() over (order by weeks.event_week) as integer) as week_number
from weeks
left join days on weeks.event_week = days.event_week
