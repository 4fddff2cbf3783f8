with documents as (
    select
        cast(date_trunc('week', published_date) as date) as event_week,
        count(*) as n_documents,
        count(*) filter (where outcome <> 'article') as n_documents_refused
    from {{ source('landing', 'documents') }}
    where published_date is not null
    group by 1
),

articles as (
    select
        cast(date_trunc('week', published_date) as date) as event_week,
        count(distinct source_id) as n_sources,
        max(published_at) as data_to_at
    from {{ ref('stg_articles') }}
    group by 1
),

-- Sources of a week's articles, and of what was reported, before or after, of the week.
sources as (
    select
        cast(date_trunc('week', published_date) as date) as event_week,
        source_id
    from {{ ref('stg_articles') }}
    union all
    select
        event_week,
        source_id
    from {{ ref('int_event_report') }}
),

samples as (
    select
        sources.event_week,
        bool_or(known.is_sample) as is_sample
    from sources
    inner join {{ source('landing', 'sources') }} as known on sources.source_id = known.source_id
    group by sources.event_week
),

events as (
    select
        event_week,
        count(distinct pair_event_id) as n_events,
        count(distinct pair_event_id) filter (where n_sources = 1) as n_single_source_events
    from {{ ref('int_event') }}
    where is_counted
    group by event_week
),

pairs as (
    select
        event_week,
        count(*) as n_pairs,
        count(*) filter (
            where index_change_1w is not null and n_events < {{ parameter('events_for_a_mover') }}
        ) as n_pairs_below_floor,
        count(*) filter (where index_change_1w is null) as n_pairs_without_change
    from {{ ref('fct_pair_week') }}
    where n_events > 0
    group by event_week
),

-- What is usual is said of read weeks with events, as far back as other claims look.
usual as (
    select
        weeks.event_week,
        count(*) as n_usual_weeks,
        avg(events.n_single_source_events / events.n_events) as usual_single_source_share
    from {{ ref('int_week') }} as weeks
    inner join {{ ref('int_week') }} as earlier
        on
            weeks.look_back_from_week <= earlier.event_week
            and weeks.event_week > earlier.event_week
            and earlier.is_read
    inner join events on earlier.event_week = events.event_week
    group by weeks.event_week
)

select
    weeks.event_week,
    weeks.n_days_read,
    weeks.is_read,
    weeks.n_articles as n_articles_read,
    weeks.n_extractor_versions,
    cast(coalesce(articles.n_sources, 0) as integer) as n_sources,
    cast(coalesce(documents.n_documents, 0) as integer) as n_documents,
    cast(coalesce(documents.n_documents_refused, 0) as integer) as n_documents_refused,
    articles.data_to_at,
    coalesce(samples.is_sample, false) as is_sample,
    cast(coalesce(events.n_events, 0) as integer) as n_events,
    cast(coalesce(events.n_single_source_events, 0) as integer) as n_single_source_events,
    case
        when usual.n_usual_weeks >= {{ parameter('usual_weeks_least') }}
            then {{ six_decimals('usual.usual_single_source_share') }}
    end as usual_single_source_share,
    cast(coalesce(pairs.n_pairs, 0) as integer) as n_pairs,
    cast(coalesce(pairs.n_pairs_below_floor, 0) as integer) as n_pairs_below_floor,
    cast(coalesce(pairs.n_pairs_without_change, 0) as integer) as n_pairs_without_change
from {{ ref('int_week') }} as weeks
left join documents on weeks.event_week = documents.event_week
left join articles on weeks.event_week = articles.event_week
left join samples on weeks.event_week = samples.event_week
left join events on weeks.event_week = events.event_week
left join usual on weeks.event_week = usual.event_week
left join pairs on weeks.event_week = pairs.event_week
