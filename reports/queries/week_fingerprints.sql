-- For each week a hash over every row from which a page can be made, and one over the names that all pages use. Of when
-- a document was collected pages tell only whether it came late, so homes with other clocks give the same editions.
with rows_of_weeks as (
    select event_week, hash(events) as row_hash from marts.fct_event as events
    union all
    select event_week, hash(reports) from marts.fct_event_report as reports
    union all
    select event_week, hash(dyads) from marts.fct_dyad_week as dyads
    union all
    select event_week, hash(pairs) from marts.fct_pair_week as pairs
    union all
    select event_week, hash(classes) from marts.fct_dyad_quad_week as classes
    union all
    select published_week, hash(articles) from marts.fct_article as articles
    union all
    select event_week, hash(weeks) from marts.fct_data_quality_week as weeks
    union all
    select cast(date_trunc('week', published_date) as date), hash(documents)
    from (select * exclude (retrieved_at) from landing.documents) as documents
    where published_date is not null
    union all
    select cast(date_trunc('week', articles.published_date) as date), hash(quotations)
    from landing.quotations as quotations
    inner join landing.articles as articles on quotations.article_id = articles.article_id
),

names as (
    select
        (select coalesce(sum(cast(hash(actors) as hugeint)), 0) from marts.dim_actor as actors)
        + (select coalesce(sum(cast(hash(sources) as hugeint)), 0) from marts.dim_source as sources) as names_hash
)

select
    rows_of_weeks.event_week,
    cast(sum(cast(rows_of_weeks.row_hash as hugeint)) + any_value(names.names_hash) as varchar) as week_hash
from rows_of_weeks
cross join names
group by rows_of_weeks.event_week
order by rows_of_weeks.event_week
