select
    actor_code,
    actor_name,
    actor_kind,
    code_basis
from {{ source('landing', 'actors') }}
