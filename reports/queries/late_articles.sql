-- Articles of a week that were collected after its first edition was due: the Monday after, 06:00 UTC. Nothing
-- where all of them were, since then the week was collected afterwards and none of them is late.
with articles as (
    select
        articles.article_id, articles.title, articles.url, articles.published_at, sources.source_name,
        documents.retrieved_at >= $week + interval (7 * 24 + 6) hour as is_late
    from landing.articles as articles
    inner join landing.documents as documents on articles.document_id = documents.document_id
    inner join marts.dim_source as sources on articles.source_id = sources.source_id
    where articles.published_date between $week and $week + 6
)

select article_id, title, url, published_at, source_name
from articles
where is_late and not (select bool_and(articles.is_late) from articles)
order by published_at, article_id
