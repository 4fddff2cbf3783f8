{{ config(meta={'dagster': {'ref': {'name': 'dim_membership'}}}) }}
-- Catches a member counted twice on one day, or a membership that ends before it began: a row of
-- memberships.csv without the exit of the one before it, or with its days exchanged.
select
    memberships.organisation_code,
    memberships.actor_code,
    memberships.valid_from,
    memberships.valid_to
from {{ ref('dim_membership') }} as memberships
left join {{ ref('dim_membership') }} as later
    on
        memberships.organisation_code = later.organisation_code
        and memberships.actor_code = later.actor_code
        and memberships.valid_from < later.valid_from
where
    memberships.valid_to < memberships.valid_from
    or later.valid_from <= coalesce(memberships.valid_to, '9999-12-31')
