-- Each article points to the earliest earlier one that it resembles. Which came first is settled by
-- (published_at, article_id), so that any order of arrival gives the same stories.
with recursive shingles as (
    select
        article_id,
        published_at,
        published_date,
        unnest(sketch) as shingle
    from {{ ref('stg_articles') }}
),

candidates as (
    select
        later.article_id,
        earlier.article_id as earlier_id,
        earlier.published_at as earlier_at,
        count(*) as n_common
    from shingles as later
    inner join shingles as earlier
        on
            later.shingle = earlier.shingle
            and earlier.published_date between later.published_date - cast({{ parameter('story_days') }} as integer)
            and later.published_date
            and (earlier.published_at, earlier.article_id) < (later.published_at, later.article_id)
    group by later.article_id, earlier.article_id, earlier.published_at
),

resembling as (
    select candidates.*
    from candidates
    inner join {{ ref('stg_articles') }} as later on candidates.article_id = later.article_id
    inner join {{ ref('stg_articles') }} as earlier on candidates.earlier_id = earlier.article_id
    where
        {{ resemblance('later.sketch', 'earlier.sketch') }} >= {{ parameter('story_resemblance') }}
),

pointers as (
    select
        article_id,
        arg_min(earlier_id, (earlier_at, earlier_id)) as points_to
    from resembling
    group by article_id
),

chain as (
    select
        articles.article_id,
        articles.article_id as story_id
    from {{ ref('stg_articles') }} as articles
    where articles.article_id not in (select pointers.article_id from pointers)
    union all
    select
        pointers.article_id,
        chain.story_id
    from pointers
    inner join chain on pointers.points_to = chain.article_id
)

select
    article_id,
    story_id,
    article_id = story_id as is_first_of_story
from chain
