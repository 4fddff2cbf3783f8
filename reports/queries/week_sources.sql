-- Sources with an article in a week.
select
    sources.source_id,
    sources.source_name,
    count(*) as n_articles
from landing.articles as articles
inner join marts.dim_source as sources on articles.source_id = sources.source_id
where articles.published_date between $week and $week + 6
group by sources.source_id, sources.source_name
order by n_articles desc, sources.source_name, sources.source_id
