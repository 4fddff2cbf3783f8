-- Events by key.
select
    event_key, pair_event_id, source_actor, target_actor, counted_type, mode, quad_class, status, status_group,
    is_counted, is_symmetric, counted_date, event_week, intensity, n_sources, contribution_to_pair
from marts.fct_event
where event_key in (select unnest($keys))
order by event_key
