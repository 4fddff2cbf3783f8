{# Whether two rows of int_relation_week are of one directed dyad, or of one pair. #}
{% macro same_relation(first, second) -%}
    {% for name in ('is_pair', 'actor_1', 'actor_2') -%}
        {{ first }}.{{ name }} = {{ second }}.{{ name }}{% if not loop.last %} and {% endif %}
    {%- endfor %}
{%- endmacro %}
