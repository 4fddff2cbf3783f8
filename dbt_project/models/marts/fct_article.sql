with articles as (
    select
        articles.article_id,
        articles.document_id,
        articles.source_id,
        articles.url,
        articles.title,
        articles.published_at,
        articles.published_date,
        stories.story_id,
        stories.is_first_of_story,
        cast(date_trunc('week', articles.published_date) as date) as published_week,
        -- When its week's first edition was due, it was not there yet.
        documents.retrieved_at >= date_trunc('week', articles.published_date)
        + to_hours(cast({{ parameter('first_edition_hours') }} as bigint)) as is_after_edition
    from {{ ref('stg_articles') }} as articles
    inner join {{ ref('int_article_story') }} as stories on articles.article_id = stories.article_id
    left join {{ source('landing', 'documents') }} as documents on articles.document_id = documents.document_id
),

reports as (
    select
        article_id,
        count(*) as n_reports
    from {{ ref('int_event_report') }}
    group by article_id
)

select
    articles.article_id,
    articles.document_id,
    articles.source_id,
    articles.url,
    articles.title,
    articles.published_at,
    articles.published_date,
    articles.published_week,
    articles.story_id,
    articles.is_first_of_story,
    cast(coalesce(reports.n_reports, 0) as integer) as n_reports,
    coalesce(
        articles.is_after_edition
        and not bool_and(coalesce(articles.is_after_edition, false)) over (partition by articles.published_week),
        false
    ) as is_late
from articles
left join reports on articles.article_id = reports.article_id
