-- Pairs without a counted event in this and the two read weeks before, where at least one a week was usual in up to
-- 26 read weeks before those, and at least eight. Nothing where this week was not read.
with read_weeks as (
    select
        event_week,
        row_number() over (order by event_week desc) as weeks_back
    from marts.fct_data_quality_week
    where is_read and event_week <= $week and (
        select bool_or(weeks.is_read) from marts.fct_data_quality_week as weeks where weeks.event_week = $week
    )
),

usual_weeks as (
    select event_week from read_weeks where weeks_back between 4 and 29
),

pairs as (
    select
        least(source_actor, target_actor) as actor_a,
        greatest(source_actor, target_actor) as actor_b,
        max(event_week) as last_week,
        max_by(event_key, (counted_date, event_key)) as last_event_key,
        count(distinct pair_event_id) filter (where event_week in (select usual_weeks.event_week from usual_weeks))
            as n_events_before
    from marts.fct_event
    where is_counted and event_week <= $week
    group by all
)

select
    pairs.actor_a,
    pairs.actor_b,
    pairs.last_event_key,
    (select count(*) from usual_weeks) as n_usual_weeks,
    round(pairs.n_events_before / (select count(*) from usual_weeks), 6) as usual_events,
    (
        select count(*) from read_weeks where read_weeks.event_week > pairs.last_week
    ) as n_read_weeks_without
from pairs
where
    (select count(*) from usual_weeks) >= 8
    and pairs.last_week < (select min(read_weeks.event_week) from read_weeks where read_weeks.weeks_back <= 3)
    and pairs.n_events_before >= (select count(*) from usual_weeks)
order by usual_events desc, pairs.actor_a, pairs.actor_b
