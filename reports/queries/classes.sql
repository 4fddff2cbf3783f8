-- For each direction and quad class with a counted event this week: when the class was last there, and how many
-- read weeks one can look back on.
select source_actor, target_actor, quad_class, n_weeks_looked_back, last_week, has_precedent
from marts.fct_dyad_quad_week
where event_week = $week
order by source_actor, target_actor, quad_class
