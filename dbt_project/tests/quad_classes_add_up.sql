{{ config(meta={'dagster': {'ref': {'name': 'fct_dyad_week'}}}) }}
-- Catches an event that is in no quad class or type, or in two, in any dyad-week or pair-week.
{% for model in ('fct_dyad_week', 'fct_pair_week') %}
    select
        '{{ model }}' as model,
        event_week,
        n_events
    from {{ ref(model) }}
    where
        n_events <> n_quad1 + n_quad2 + n_quad3 + n_quad4
        {% for quad_class, event_types in event_types_by_class().items() %}
            or n_quad{{ quad_class }} <> n_{{ event_types | join(' + n_') | lower }}
        {% endfor %}
    {% if not loop.last %}union all{% endif %}
{% endfor %}
