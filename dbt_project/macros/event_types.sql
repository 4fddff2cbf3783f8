{# The 15 PLOVER root codes by quad class; the test type_counts_add_up compares them with the seed. #}
{% macro event_types() -%}
    {{ return([
        'AGREE', 'CONSULT', 'SUPPORT', 'COOPERATE', 'AID', 'YIELD', 'REQUEST', 'ACCUSE', 'REJECT', 'THREATEN',
        'PROTEST', 'SANCTION', 'MOBILIZE', 'COERCE', 'ASSAULT'
    ]) }}
{%- endmacro %}

{# The names of the counts that the models of a dyad or pair and week share, in the order of their columns. #}
{% macro event_counts() -%}
    {% set names = ['n_events', 'n_quad1', 'n_quad2', 'n_quad3', 'n_quad4'] %}
    {% for event_type in event_types() %}{% do names.append('n_' ~ event_type | lower) %}{% endfor %}
    {{ return(names + ['n_reports', 'n_articles', 'n_stories', 'n_sources']) }}
{%- endmacro %}
