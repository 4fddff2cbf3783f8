-- A relation is a directed dyad or an unordered pair; what is counted of one is counted of the other by the same
-- lines. Counted events and their reports, an event written both ways once in a pair:
with events as (
    select
        false as is_pair,
        source_actor as actor_1,
        target_actor as actor_2,
        event_week,
        event_key,
        counted_date,
        counted_type,
        quad_class,
        intensity,
        goldstein_1992
    from {{ ref('int_event') }}
    where is_counted
    union all
    select
        true as is_pair,
        least(source_actor, target_actor) as actor_1,
        greatest(source_actor, target_actor) as actor_2,
        any_value(event_week) as event_week,
        max(event_key) as event_key,
        any_value(counted_date) as counted_date,
        any_value(counted_type) as counted_type,
        any_value(quad_class) as quad_class,
        any_value(intensity) as intensity,
        any_value(goldstein_1992) as goldstein_1992
    from {{ ref('int_event') }}
    where is_counted
    group by pair_event_id, 2, 3
),

reports as (
    select
        relations.is_pair,
        if(relations.is_pair, least(source_actor, target_actor), source_actor) as actor_1,
        if(relations.is_pair, greatest(source_actor, target_actor), target_actor) as actor_2,
        event_week,
        if(relations.is_pair, coalesce(symmetric_id, event_id), event_id) as report_id,
        article_id,
        story_id,
        source_id,
        is_first_of_story
    from {{ ref('int_event_report') }}
    cross join (values (false), (true)) as relations (is_pair)
    where is_counted
),

event_counts as (
    select
        is_pair,
        actor_1,
        actor_2,
        event_week,
        count(*) as n_events,
        {% for quad_class in range(1, 5) %}
            count(*) filter (where quad_class = {{ quad_class }}) as n_quad{{ quad_class }},
        {% endfor %}
        {% for event_type in event_types() %}
            count(*) filter (where counted_type = '{{ event_type }}') as n_{{ event_type | lower }},
        {% endfor %}
        sum(intensity) as intensity_sum,
        sum(goldstein_1992) as goldstein_sum,
        count(goldstein_1992) as n_goldstein_events,
        arg_max(event_key, (counted_date, event_key)) as last_event_key
    from events
    group by is_pair, actor_1, actor_2, event_week
),

report_counts as (
    select
        is_pair,
        actor_1,
        actor_2,
        event_week,
        count(distinct report_id) as n_reports,
        count(distinct article_id) as n_articles,
        count(distinct story_id) as n_stories
    from reports
    group by is_pair, actor_1, actor_2, event_week
),

own_texts as (
    select
        is_pair,
        actor_1,
        actor_2,
        event_week,
        source_id,
        count(distinct article_id) as n_articles
    from reports
    where is_first_of_story
    group by is_pair, actor_1, actor_2, event_week, source_id
),

source_counts as (
    select
        is_pair,
        actor_1,
        actor_2,
        event_week,
        count(*) as n_sources,
        cast(sum(n_articles) * sum(n_articles) as double) / sum(n_articles * n_articles) as n_effective_sources
    from own_texts
    group by is_pair, actor_1, actor_2, event_week
),

-- Every week from the pair's first counted event on.
spine as (
    select
        false as is_pair,
        source_actor as actor_1,
        target_actor as actor_2,
        event_week
    from {{ ref('int_dyad_index') }}
    union all
    select
        true as is_pair,
        actor_a as actor_1,
        actor_b as actor_2,
        event_week
    from {{ ref('int_dyad_index') }}
    where source_actor = actor_a
),

-- Reports of which all are copies still come from somewhere: one source.
counted as (
    select
        spine.*,
        weeks.week_number,
        weeks.is_read,
        weeks.n_usual_weeks,
        weeks.past_from_week,
        weeks.usual_from_week,
        weeks.contact_from_week,
        weeks.quiet_from_week,
        weeks.n_read_before + cast(weeks.is_read as integer) as n_read_so_far,
        cast(coalesce(event_counts.n_events, 0) as integer) as n_events,
        {% for quad_class in range(1, 5) %}
            cast(coalesce(event_counts.n_quad{{ quad_class }}, 0) as integer) as n_quad{{ quad_class }},
        {% endfor %}
        {% for name in event_types() | map('lower') %}
            cast(coalesce(event_counts.n_{{ name }}, 0) as integer) as n_{{ name }},
        {% endfor %}
        cast(coalesce(report_counts.n_reports, 0) as integer) as n_reports,
        cast(coalesce(report_counts.n_articles, 0) as integer) as n_articles,
        cast(coalesce(report_counts.n_stories, 0) as integer) as n_stories,
        cast(coalesce(source_counts.n_sources, if(report_counts.n_reports > 0, 1, 0)) as integer) as n_sources,
        coalesce(source_counts.n_effective_sources, if(report_counts.n_reports > 0, 1, null)) as effective_sources,
        cast(coalesce(event_counts.intensity_sum, 0) as decimal(12, 2)) as intensity_sum,
        cast(coalesce(event_counts.goldstein_sum, 0) as decimal(12, 2)) as goldstein_sum,
        cast(coalesce(event_counts.n_goldstein_events, 0) as integer) as n_goldstein_events,
        event_counts.last_event_key as week_event_key
    from spine
    inner join {{ ref('int_week') }} as weeks on spine.event_week = weeks.event_week
    left join event_counts
        on {{ same_relation('spine', 'event_counts') }} and spine.event_week = event_counts.event_week
    left join report_counts
        on {{ same_relation('spine', 'report_counts') }} and spine.event_week = report_counts.event_week
    left join source_counts
        on {{ same_relation('spine', 'source_counts') }} and spine.event_week = source_counts.event_week
),

so_far as (
    select
        counted.*,
        coalesce(sum(n_events) filter (where is_read) over earlier, 0) as n_events_so_far,
        coalesce(sum(n_quad1 + n_quad2) filter (where is_read) over earlier, 0) as n_cooperation_so_far,
        max(event_week) filter (where n_events > 0) over earlier as last_week_before,
        max(event_week) filter (where n_events > 0) over with_now as last_week,
        max(n_read_so_far) filter (where n_events > 0) over with_now as n_read_at_last,
        last_value(week_event_key ignore nulls) over with_now as last_event_key
    from counted
    window
        earlier as (
            partition by is_pair, actor_1, actor_2 order by week_number
            rows between unbounded preceding and 1 preceding
        ),
        with_now as (
            partition by is_pair, actor_1, actor_2 order by week_number
            rows between unbounded preceding and current row
        )
),

-- What lay in a span of read weeks is what was there before its end less what was there before its begin; before
-- the first row of a relation there was nothing.
looked_back as (
    select
        so_far.*,
        so_far.n_events_so_far - coalesce(past.n_events_so_far, 0) as n_events_before,
        so_far.n_cooperation_so_far - coalesce(past.n_cooperation_so_far, 0) as n_cooperation_before,
        coalesce(quiet.n_events_so_far, 0) - coalesce(usual.n_events_so_far, 0) as n_events_usual
    from so_far
    left join so_far as past
        on {{ same_relation('so_far', 'past') }} and so_far.past_from_week = past.event_week
    left join so_far as usual
        on {{ same_relation('so_far', 'usual') }} and so_far.usual_from_week = usual.event_week
    left join so_far as quiet
        on {{ same_relation('so_far', 'quiet') }} and so_far.quiet_from_week = quiet.event_week
),

measured as (
    select
        looked_back.*,
        n_usual_weeks >= {{ parameter('usual_weeks_least') }} as has_usual,
        cast(n_read_so_far - n_read_at_last as integer) as n_read_weeks_silent
    from looked_back
)

select
    is_pair,
    actor_1,
    actor_2,
    event_week,
    {% for name in event_counts() %}
        {{ name }},
    {% endfor %}
    intensity_sum,
    goldstein_sum,
    n_goldstein_events,
    n_events_before,
    n_cooperation_before,
    n_usual_weeks,
    n_events_usual,
    last_week_before,
    last_week,
    last_event_key,
    n_read_weeks_silent,
    {{ six_decimals('effective_sources') }} as n_effective_sources,
    {{ six_decimals('cast(intensity_sum as double) / nullif(n_events, 0)') }} as intensity_mean,
    {{ six_decimals('cast(goldstein_sum as double) / nullif(n_goldstein_events, 0)') }} as goldstein_mean,
    {{ net_cooperation('(n_quad1 + n_quad2)', 'n_events', 'n_cooperation_before', 'n_events_before') }}
        as net_cooperation,
    case when has_usual then {{ six_decimals('n_events_usual / n_usual_weeks') }} end as usual_events,
    case
        when is_read and contact_from_week is not null
            then n_events > 0 and coalesce(last_week_before < contact_from_week, true)
    end as is_new_contact,
    case
        when has_usual
            then
                last_week < quiet_from_week
                and n_events_usual >= n_usual_weeks * {{ parameter('quiet_least_events') }}
    end as is_gone_quiet
from measured
