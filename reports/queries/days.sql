-- The seven days of a week: documents dated on them, and articles read.
select
    cast(days.day as date) as day,
    (
        select count(*) from landing.documents as documents where documents.published_date = cast(days.day as date)
    ) as n_documents,
    coalesce((
        select read_days.article_count from landing.days as read_days
        where read_days.published_date = cast(days.day as date)
    ), 0) as n_articles_read
from (select unnest(generate_series($week, $week + 6, interval 1 day)) as day) as days
order by day
