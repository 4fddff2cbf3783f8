-- Documents dated in a week, by what became of them, and one of the reasons.
select
    outcome,
    count(*) as n_documents,
    min(reason) as a_reason
from landing.documents
where published_date between $week and $week + 6
group by outcome
order by n_documents desc, outcome
