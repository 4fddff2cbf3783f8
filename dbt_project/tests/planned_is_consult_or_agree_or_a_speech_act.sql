-- Catches planned conflict and planned deeds: they are THREATEN or AGREE, never planned themselves.
select
    event_id,
    event_type
from {{ ref('fct_event_report') }}
where status = 'planned' and event_type not in ('CONSULT', 'AGREE', 'REQUEST', 'ACCUSE', 'REJECT')
