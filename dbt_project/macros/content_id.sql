{# First 16 hex digits of the sha256 over the fields joined by U+001F, as orchestration/ids.py. #}
{% macro content_id(fields) -%}
    substring(sha256(
    {%- for field in fields %}coalesce(cast({{ field }} as varchar), ''){% if not loop.last %} || chr(31) || {% endif %}{% endfor -%}
    ), 1, 16)
{%- endmacro %}
