-- Articles of a week that were collected after its first edition was due.
select articles.article_id, articles.title, articles.url, articles.published_at, sources.source_name
from marts.fct_article as articles
inner join marts.dim_source as sources on articles.source_id = sources.source_id
where articles.published_week = $week and articles.is_late
order by articles.published_at, articles.article_id
