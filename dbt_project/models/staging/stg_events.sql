select
    events.*,
    events.status = 'occurred'
    or (events.status = 'planned' and events.event_type in ('CONSULT', 'AGREE')) as is_counted,
    coalesce(
        events.event_date_precision = 'day'
        and events.event_date between articles.published_date - cast({{ parameter('latest_event_days') }} as integer)
        and articles.published_date,
        false
    ) as has_day
from {{ source('landing', 'events') }} as events
inner join {{ source('landing', 'articles') }} as articles on events.article_id = articles.article_id
