{{ config(meta={'dagster': {'ref': {'name': 'fct_dyad_week'}}}) }}
-- Catches a change of the index that its three parts do not explain, in any dyad-week or pair-week, and a change
-- without parts or parts without a change.
{% for model in ('fct_dyad_week', 'fct_pair_week') %}
    select
        '{{ model }}' as model,
        event_week,
        index_change_1w
    from {{ ref(model) }}
    where
        abs(index_change_1w - contribution_events - contribution_fading - contribution_baseline) > 3e-6
        or (index_change_1w is null) <> (contribution_events is null)
        or (index_change_1w is null) <> (contribution_fading is null)
        or (index_change_1w is null) <> (contribution_baseline is null)
    {% if not loop.last %}union all{% endif %}
{% endfor %}
