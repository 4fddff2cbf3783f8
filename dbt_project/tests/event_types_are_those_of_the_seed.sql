-- Catches a type of the seed that no column counts, one that is counted in another quad class, or a column without type.
with counted as (
    {% for quad_class, event_types in event_types_by_class().items() %}
        {% for event_type in event_types %}
            select
                '{{ event_type }}' as event_type,
                {{ quad_class }} as quad_class
            {% if not loop.last %}union all{% endif %}
        {% endfor %}
        {% if not loop.last %}union all{% endif %}
    {% endfor %}
)

select
    coalesce(counted.event_type, scores.event_type) as event_type,
    counted.quad_class as counted_in,
    scores.quad_class
from counted
full outer join {{ ref('event_type_scores') }} as scores
    on counted.event_type = scores.event_type and counted.quad_class = scores.quad_class
where counted.event_type is null or scores.event_type is null
