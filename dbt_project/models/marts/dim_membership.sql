select
    organisation_code,
    actor_code,
    valid_from,
    valid_from_precision,
    valid_to,
    valid_to_precision,
    note,
    source
from {{ source('landing', 'memberships') }}
