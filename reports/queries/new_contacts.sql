-- Pairs with a counted event this week and none in the read weeks before.
select actor_a, actor_b
from marts.fct_pair_week
where event_week = $week and is_new_contact
order by actor_a, actor_b
