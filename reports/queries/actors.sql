-- Names of actors.
select actor_code, actor_name from marts.dim_actor order by actor_code
