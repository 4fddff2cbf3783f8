with days as (
    select
        event_week,
        cast(unnest(generate_series(event_week, event_week + 6, interval 1 day)) as date) as date_day
    from {{ ref('int_week') }}
)

select
    days.date_day,
    days.event_week,
    strftime(days.event_week, '%G-W%V') as week_name,
    cast(isodow(days.date_day) as integer) as day_of_week,
    cast(year(days.date_day) as integer) as calendar_year,
    cast(month(days.date_day) as integer) as calendar_month,
    coalesce(read_days.article_count > 0, false) as is_read
from days
left join {{ ref('stg_days') }} as read_days on days.date_day = read_days.published_date
