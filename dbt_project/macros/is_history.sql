{# Whether a week is one of the read weeks that set baseline and scale of another. #}
{% macro is_history(past, now) -%}
    {{ past }}.is_read
    and {{ past }}.week_number between {{ now }}.week_number - cast({{ parameter('history_first_week') }} as integer)
    and {{ now }}.week_number - cast({{ parameter('history_last_week') }} as integer)
{%- endmacro %}
