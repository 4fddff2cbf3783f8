select
    article_id,
    document_id,
    source_id,
    url,
    title,
    published_at,
    published_date,
    sketch
from {{ source('landing', 'articles') }}
