-- What was read in a week, and whether a source of its articles or events is the bundled sample's. One row or none.
select
    weeks.event_week,
    weeks.n_days_read,
    weeks.is_read,
    weeks.n_articles_read,
    weeks.n_extractor_versions,
    weeks.n_sources,
    weeks.n_documents,
    weeks.n_documents_refused,
    weeks.data_to_at,
    exists (
        select 1
        from landing.articles as articles
        inner join marts.dim_source as sources on articles.source_id = sources.source_id
        where articles.published_date between weeks.event_week and weeks.event_week + 6 and sources.is_sample
        union all
        select 1
        from marts.fct_event_report as reports
        inner join marts.dim_source as sources on reports.source_id = sources.source_id
        where reports.event_week = weeks.event_week and sources.is_sample
    ) as is_sample
from marts.fct_data_quality_week as weeks
where weeks.event_week = $week
