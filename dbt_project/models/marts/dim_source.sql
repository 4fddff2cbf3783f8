select
    source_id,
    source_name,
    source_country,
    is_sample
from {{ source('landing', 'sources') }}
