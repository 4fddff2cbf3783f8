select
    event_type,
    coalesce(mode, '') as mode,
    quad_class,
    plover_score,
    intensity,
    weis_code,
    goldstein_1992
from {{ ref('event_type_scores') }}
