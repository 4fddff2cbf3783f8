with reports as (
    select
        events.*,
        articles.source_id,
        articles.url,
        articles.title,
        articles.published_at,
        articles.published_date,
        stories.story_id,
        stories.is_first_of_story,
        -- What a copy reports without a day of its own was first reported when its story was.
        first_articles.published_date as first_published_date,
        case
            when events.status = 'planned' and events.event_type = 'CONSULT' then 'AGREE' else events.event_type
        end as counted_type,
        case
            when events.status = 'planned' and events.event_type = 'CONSULT' then null else events.mode
        end as counted_mode,
        case when events.is_counted then 'counted' else events.status end as status_group
    from {{ ref('stg_events') }} as events
    inner join {{ ref('stg_articles') }} as articles on events.article_id = articles.article_id
    inner join {{ ref('int_article_story') }} as stories on events.article_id = stories.article_id
    inner join {{ ref('stg_articles') }} as first_articles on stories.story_id = first_articles.article_id
),

-- A report without a day of its own joins the latest such event with a day shortly before it.
joined as (
    select
        report.event_id,
        max(dated.event_date) as joined_date
    from reports as report
    inner join reports as dated
        on
            report.source_actor = dated.source_actor
            and report.target_actor = dated.target_actor
            and report.counted_type = dated.counted_type
            and report.counted_mode is not distinct from dated.counted_mode
            and report.status_group = dated.status_group
            -- Both directions of a symmetric report must join the same day, so only days that both have.
            and (report.symmetric_id is null or dated.symmetric_id is not null)
            and dated.has_day
            and dated.event_date between report.first_published_date
            - cast({{ parameter('undated_report_days') }} as integer) and report.first_published_date
    where not report.has_day
    group by report.event_id
),

counted as (
    select
        reports.*,
        case
            when reports.has_day then reports.event_date else coalesce(joined.joined_date, reports.first_published_date)
        end as counted_date
    from reports
    left join joined on reports.event_id = joined.event_id
)

select
    counted.*,
    cast(date_trunc('week', counted_date) as date) as event_week,
    {{ content_id(
        ['source_actor', 'target_actor', 'counted_type', 'counted_mode', 'status_group', 'counted_date']
    ) }} as event_key
from counted
