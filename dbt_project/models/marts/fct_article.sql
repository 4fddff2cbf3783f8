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
        -- Addresses name a day as /2024/02/04/ or /2024-02-04; half of one is none.
        try_cast(replace(
            regexp_extract(
                articles.url,
                '/((?:19|20)[0-9]{2}(?:/[01][0-9]/[0-3][0-9]|-[01][0-9]-[0-3][0-9]))(?:[/_-]|$)',
                1
            ),
            '/', '-'
        ) as date) as address_date,
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
    articles.* exclude (address_date, is_after_edition),
    cast(coalesce(reports.n_reports, 0) as integer) as n_reports,
    coalesce(
        abs(date_diff('day', articles.address_date, articles.published_date)) > {{ parameter('date_skew_days') }},
        false
    ) as is_date_off,
    coalesce(
        articles.is_after_edition
        and not bool_and(coalesce(articles.is_after_edition, false)) over (partition by articles.published_week),
        false
    ) as is_late
from articles
left join reports on articles.article_id = reports.article_id
