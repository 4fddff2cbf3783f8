{{ config(meta={'dagster': {'ref': {'name': 'fct_pair_week'}}}) }}
-- Catches a week that does not hold its events: a dyad that is not the counted events of its direction, with their
-- reports and intensities, and a pair that is not its two directions less the symmetric events counted twice.
with events as (
    select
        source_actor,
        target_actor,
        event_week,
        count(*) as n_events,
        count(*) filter (where is_symmetric) as n_symmetric,
        sum(n_reports) as n_reports,
        sum(intensity) as intensity_sum
    from {{ ref('fct_event') }}
    where is_counted
    group by source_actor, target_actor, event_week
),

pair_events as (
    select
        least(source_actor, target_actor) as actor_a,
        greatest(source_actor, target_actor) as actor_b,
        event_week,
        sum(n_events) - sum(n_symmetric) / 2 as n_events
    from events
    group by 1, 2, 3
)

{% for model, one, other, found in (
    ('fct_dyad_week', 'source_actor', 'target_actor', 'events'),
    ('fct_pair_week', 'actor_a', 'actor_b', 'pair_events'),
) %}
    select
        coalesce(weeks.{{ one }}, {{ found }}.{{ one }}) as one,
        coalesce(weeks.{{ other }}, {{ found }}.{{ other }}) as other,
        coalesce(weeks.event_week, {{ found }}.event_week) as event_week
    from {{ ref(model) }} as weeks
    full outer join {{ found }}
        on
            weeks.{{ one }} = {{ found }}.{{ one }}
            and weeks.{{ other }} = {{ found }}.{{ other }}
            and weeks.event_week = {{ found }}.event_week
    where
        coalesce(weeks.n_events, -1) <> coalesce({{ found }}.n_events, 0)
        {% if model == 'fct_dyad_week' %}
            or weeks.n_reports <> coalesce({{ found }}.n_reports, 0)
            or weeks.intensity_sum <> coalesce({{ found }}.intensity_sum, 0)
        {% endif %}
    {% if not loop.last %}union all{% endif %}
{% endfor %}
