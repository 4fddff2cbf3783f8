-- Weeks with an event that a page would show.
select distinct event_week
from marts.fct_event
where is_counted or status_group in ('denied', 'planned')
order by event_week
