-- Catches an event that is in no quad class, or in two.
select
    source_actor,
    target_actor,
    event_week
from {{ ref('fct_dyad_week') }}
where n_events <> n_quad1 + n_quad2 + n_quad3 + n_quad4
