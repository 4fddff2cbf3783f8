-- The reports of events, earliest first. `has_day`: the text itself says on which day it was.
select
    reports.event_id, reports.symmetric_id, reports.event_key, reports.source_actor, reports.article_id,
    reports.source_id, sources.source_name, reports.story_id, reports.is_first_of_story, reports.url, reports.title,
    reports.published_at, reports.evidence, reports.trigger, reports.start_char, reports.end_char, reports.event_type, reports.status,
    reports.stated_by_actor, reports.stated_by_person, reports.reported_by, reports.rule_or_model,
    reports.has_day
from marts.fct_event_report as reports
inner join marts.dim_source as sources on reports.source_id = sources.source_id
where reports.event_key in (select unnest($keys))
order by reports.published_at, reports.event_id
