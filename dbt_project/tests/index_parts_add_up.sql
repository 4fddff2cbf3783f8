-- Catches a change of the index that its three parts do not explain, in any dyad-week or pair-week.
select
    source_actor,
    target_actor,
    event_week
from {{ ref('fct_dyad_week') }}
where abs(index_change_1w - contribution_events - contribution_fading - contribution_baseline) > 3e-6
union all
select
    actor_a,
    actor_b,
    event_week
from {{ ref('fct_pair_week') }}
where abs(index_change_1w - contribution_events - contribution_fading - contribution_baseline) > 3e-6
