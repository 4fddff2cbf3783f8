select
    published_date,
    article_count,
    event_count,
    extractor_version,
    cast(date_trunc('week', published_date) as date) as event_week
from {{ source('landing', 'days') }}
