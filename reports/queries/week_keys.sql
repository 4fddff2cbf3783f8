-- Events that the page of a week shows: counted ones, and those denied or announced, which are not.
select event_key
from marts.fct_event
where event_week = $week and (is_counted or status_group in ('denied', 'planned'))
order by event_key
