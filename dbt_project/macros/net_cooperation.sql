{#
    2p - 1, where p = (C + 8 p0)/(N + 8) and p0 = (C52 + 4)/(N52 + 8): the share of cooperation, drawn towards that
    of the past. Null where nothing happened.
#}
{% macro net_cooperation(n_cooperation, n_events, n_cooperation_before, n_events_before) -%}
    {% set prior = parameter('net_cooperation_prior') -%}
    case when {{ n_events }} > 0 then
        {{ six_decimals(
            '2 * (' ~ n_cooperation ~ ' + ' ~ prior ~ ' * (' ~ n_cooperation_before ~ ' + ' ~ prior ~ ' / 2) / ('
            ~ n_events_before ~ ' + ' ~ prior ~ ')) / (' ~ n_events ~ ' + ' ~ prior ~ ') - 1'
        ) }}
    end
{%- endmacro %}
