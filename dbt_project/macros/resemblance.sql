{# Estimated share of common shingles behind two sketches that orchestration/articles/sketch.py made. #}
{% macro resemblance(first, second) -%}
    (
        len(list_intersect(
            list_intersect({{ first }}, {{ second }}),
            list_sort(list_distinct(list_concat({{ first }}, {{ second }})))[1:16]
        )) / greatest(1, least(16, len(list_distinct(list_concat({{ first }}, {{ second }})))))
    )
{%- endmacro %}
