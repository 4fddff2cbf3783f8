-- What was read in a week, and whether its sources are the bundled sample's. One row, or none.
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
    coalesce((
        select bool_or(sources.is_sample)
        from landing.articles as articles
        inner join marts.dim_source as sources on articles.source_id = sources.source_id
        where articles.published_date between weeks.event_week and weeks.event_week + 6
    ), false) as is_sample
from marts.fct_data_quality_week as weeks
where weeks.event_week = $week
