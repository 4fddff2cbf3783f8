with counts as (
    select
        source_id,
        published_week as event_week,
        count(*) as n_articles,
        count(*) filter (where n_reports = 0) as n_articles_without_events,
        count(*) filter (where is_date_off) as n_dates_off
    from {{ ref('fct_article') }}
    group by source_id, published_week
),

firsts as (
    select
        source_id,
        min(event_week) as first_week
    from counts
    group by source_id
),

-- What is usual is said of read weeks alone: in others little of anything was collected.
usual as (
    select
        firsts.source_id,
        weeks.event_week,
        count(*) as n_usual_weeks,
        avg(coalesce(counts.n_articles, 0)) as usual_articles
    from firsts
    inner join {{ ref('int_week') }} as weeks on weeks.is_read and firsts.first_week < weeks.event_week
    inner join {{ ref('int_week') }} as earlier
        on
            weeks.look_back_from_week <= earlier.event_week
            and weeks.event_week > earlier.event_week
            and firsts.first_week <= earlier.event_week
            and earlier.is_read
    left join counts on firsts.source_id = counts.source_id and earlier.event_week = counts.event_week
    group by firsts.source_id, weeks.event_week
)

select
    firsts.source_id,
    weeks.event_week,
    weeks.is_read,
    cast(coalesce(counts.n_articles, 0) as integer) as n_articles,
    cast(coalesce(counts.n_articles_without_events, 0) as integer) as n_articles_without_events,
    cast(coalesce(counts.n_dates_off, 0) as integer) as n_dates_off,
    case
        when usual.n_usual_weeks >= {{ parameter('source_weeks_least') }}
            then {{ six_decimals('usual.usual_articles') }}
    end as usual_articles,
    coalesce(
        usual.n_usual_weeks >= {{ parameter('source_weeks_least') }}
        and usual.usual_articles >= {{ parameter('source_usual_least') }}
        and coalesce(counts.n_articles, 0) < {{ parameter('source_share_least') }} * usual.usual_articles,
        false
    ) as is_missed
from firsts
inner join {{ ref('int_week') }} as weeks on firsts.first_week <= weeks.event_week
left join counts on firsts.source_id = counts.source_id and weeks.event_week = counts.event_week
left join usual on firsts.source_id = usual.source_id and weeks.event_week = usual.event_week
