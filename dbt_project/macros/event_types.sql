{# The PLOVER root codes of each quad class; the test event_types_are_those_of_the_seed compares them. #}
{% macro event_types_by_class() -%}
    {{ return({
        1: ['AGREE', 'CONSULT', 'SUPPORT'],
        2: ['COOPERATE', 'AID', 'YIELD'],
        3: ['REQUEST', 'ACCUSE', 'REJECT', 'THREATEN'],
        4: ['PROTEST', 'SANCTION', 'MOBILIZE', 'COERCE', 'ASSAULT'],
    }) }}
{%- endmacro %}

{% macro event_types() -%}
    {{ return(event_types_by_class().values() | sum(start=[])) }}
{%- endmacro %}

{# The names of the counts that the models of a dyad or pair and week share, in the order of their columns. #}
{% macro event_counts() -%}
    {% set names = ['n_events', 'n_quad1', 'n_quad2', 'n_quad3', 'n_quad4'] %}
    {% for event_type in event_types() %}{% do names.append('n_' ~ event_type | lower) %}{% endfor %}
    {{ return(names + ['n_reports', 'n_articles', 'n_stories', 'n_sources']) }}
{%- endmacro %}

{# What of int_relation_week the weeks of dyads and of pairs both show, in the order of their columns. #}
{% macro shared_measures() -%}
    {{ return(event_counts() + [
        'n_effective_sources', 'intensity_sum', 'intensity_mean', 'goldstein_sum', 'goldstein_mean',
        'n_goldstein_events', 'net_cooperation',
    ]) }}
{%- endmacro %}
