select
    event_type,
    coalesce(mode, '') as mode,
    quad_class,
    plover_score,
    intensity
from {{ ref('event_type_scores') }}
