-- Quotations that stand in the evidence of a counted event of the week, with the number of sources that carry them.
select
    any_value(quotations.quotation_id order by reports.published_at, quotations.quotation_id) as quotation_id,
    quotations.text,
    any_value(quotations.speaker order by reports.published_at, quotations.quotation_id) as speaker,
    any_value(quotations.speaker_actor order by reports.published_at, quotations.quotation_id) as speaker_actor,
    bool_and(quotations.is_partial) as is_partial,
    arg_min(reports.event_key, (reports.published_at, reports.event_key)) as event_key,
    count(distinct reports.source_id) as n_sources
from landing.quotations as quotations
inner join marts.fct_event_report as reports
    on
        quotations.article_id = reports.article_id
        and quotations.start_char >= reports.start_char
        and quotations.end_char <= reports.end_char
where reports.is_counted and reports.event_week = $week and quotations.speaker_actor is not null
group by quotations.text
order by n_sources desc, quotations.text
