{# The value of one row of the seed metric_parameters. #}
{% macro parameter(name) -%}
    (select parameter_value from {{ ref('metric_parameters') }} where parameter_name = '{{ name }}')
{%- endmacro %}
