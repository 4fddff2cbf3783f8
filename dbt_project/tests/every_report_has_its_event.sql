{{ config(meta={'dagster': {'ref': {'name': 'fct_event_report'}}}) }}
-- Catches a report whose type and mode have no score, which would drop its event without a word.
select reports.event_id
from {{ ref('fct_event_report') }} as reports
left join {{ ref('fct_event') }} as events on reports.event_key = events.event_key
where events.event_key is null
