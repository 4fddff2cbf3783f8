{# A float as it leaves the models: six decimals, and no minus before a nought. #}
{% macro six_decimals(value) -%}
    (round({{ value }}, 6) + 0)
{%- endmacro %}
