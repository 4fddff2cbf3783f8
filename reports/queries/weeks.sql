-- Weeks up to and with this one, 26 at most: which were read.
select event_week, n_days_read, is_read
from marts.fct_data_quality_week
where event_week between $week - 7 * 25 and $week
order by event_week
