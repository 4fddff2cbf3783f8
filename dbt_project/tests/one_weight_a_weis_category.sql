-- Catches two weights of one WEIS category, and a weight without category or the other way round.
select
    weis_code,
    count(distinct goldstein_1992) as n_weights
from {{ ref('event_type_scores') }}
group by weis_code
having count(distinct goldstein_1992) <> case when weis_code is null then 0 else 1 end
