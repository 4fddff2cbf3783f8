select
    source_id,
    source_name,
    source_country,
    source_kind,
    source_terms,
    is_sample
from {{ source('landing', 'sources') }}
