-- What was read in a week. One row or none.
select
    event_week, n_days_read, is_read, n_articles_read, n_extractor_versions, n_sources, n_documents,
    n_documents_refused, data_to_at, is_sample
from marts.fct_data_quality_week
where event_week = $week
