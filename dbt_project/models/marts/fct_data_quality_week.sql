with documents as (
    select
        cast(date_trunc('week', published_date) as date) as event_week,
        count(*) as n_documents,
        count(*) filter (where outcome <> 'article') as n_documents_refused
    from {{ source('landing', 'documents') }}
    where published_date is not null
    group by 1
),

articles as (
    select
        cast(date_trunc('week', published_date) as date) as event_week,
        count(distinct source_id) as n_sources,
        max(published_at) as data_to_at
    from {{ ref('stg_articles') }}
    group by 1
)

select
    weeks.event_week,
    weeks.n_days_read,
    weeks.is_read,
    weeks.n_articles as n_articles_read,
    weeks.n_extractor_versions,
    cast(coalesce(articles.n_sources, 0) as integer) as n_sources,
    cast(coalesce(documents.n_documents, 0) as integer) as n_documents,
    cast(coalesce(documents.n_documents_refused, 0) as integer) as n_documents_refused,
    articles.data_to_at
from {{ ref('int_week') }} as weeks
left join documents on weeks.event_week = documents.event_week
left join articles on weeks.event_week = articles.event_week
