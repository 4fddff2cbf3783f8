with events as (
    select
        event_key,
        any_value(source_actor) as source_actor,
        any_value(target_actor) as target_actor,
        any_value(counted_type) as counted_type,
        any_value(counted_mode) as mode,
        any_value(status_group) as status_group,
        bool_or(is_counted) as is_counted,
        any_value(counted_date) as counted_date,
        any_value(event_week) as event_week,
        bool_or(symmetric_id is not null) as is_symmetric,
        count(*) as n_reports,
        count(distinct article_id) as n_articles,
        count(distinct story_id) as n_stories,
        greatest(1, count(distinct source_id) filter (where is_first_of_story)) as n_sources,
        arg_min(event_id, (published_at, event_id)) as first_event_id,
        arg_min(status, (published_at, event_id)) as status,
        arg_min(source_id, (published_at, event_id)) as first_source
    from {{ ref('int_event_report') }}
    group by event_key
)

select
    events.*,
    case
        when events.is_symmetric then {{ content_id([
            'least(events.source_actor, events.target_actor)', 'greatest(events.source_actor, events.target_actor)',
            'events.counted_type', 'events.mode', 'events.status_group', 'events.counted_date'
        ]) }}
        else events.event_key
    end as pair_event_id,
    scores.quad_class,
    scores.intensity,
    scores.goldstein_1992
from events
inner join {{ ref('event_type_scores') }} as scores
    on
        events.counted_type = scores.event_type
        and coalesce(events.mode, '') = coalesce(scores.mode, '')
