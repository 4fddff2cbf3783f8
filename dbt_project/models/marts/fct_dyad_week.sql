select
    counts.actor_1 as source_actor,
    counts.actor_2 as target_actor,
    counts.event_week,
    weeks.n_days_read,
    dyads.is_read,
    {% for name in shared_measures() %}
        counts.{{ name }},
    {% endfor %}
    cast(dyads.n_weeks_silent as integer) as n_weeks_silent,
    dyads.has_value,
    dyads.index,
    dyads.index_change_1w,
    dyads.contribution_events,
    dyads.contribution_fading,
    dyads.contribution_baseline
from {{ ref('int_relation_week') }} as counts
inner join {{ ref('int_week') }} as weeks on counts.event_week = weeks.event_week
inner join {{ ref('int_dyad_index') }} as dyads
    on
        counts.actor_1 = dyads.source_actor
        and counts.actor_2 = dyads.target_actor
        and counts.event_week = dyads.event_week
where not counts.is_pair and dyads.n_weeks_silent <= {{ parameter('value_weeks') }}
