"""Whether it happened: threats, plans, refusals, denials, conditions, what is long known."""

from datetime import date

import pytest
from reading import read, told

THREATS = [
    ("Norway will expel Peruvian diplomats, its minister said.", {"NOR>PER THREATEN"}),
    ("Norway threatened to close its ports to Peru.", {"NOR>PER THREATEN"}),
    ("Iran will respond to any attack by Iraq, a general said.", {"IRN>IRQ THREATEN"}),
    ("Norway issued an ultimatum to Peru.", {"NOR>PER THREATEN"}),
    ("Norway issued a travel warning for Peru.", set()),
]
PLANS = [
    ("Norway's president will meet Peru's president on Friday.", {"NOR<>PER CONSULT planned"}),
    ("Norway will send medicine to Peru, its minister said.", {"NOR>PER AGREE"}),
    ("Kenya is ready to work with Uganda on locusts.", {"KEN>UGA AGREE"}),
    ("Norway offered Peru talks about fish.", {"NOR>PER AGREE"}),
    ("Norway said that it would go on building its partnership with Peru.", {"NOR>PER AGREE"}),
    ("Norway looks forward to working with Peru.", {"NOR>PER AGREE"}),
    ("Norway and Peru will sign a treaty on Friday.", {"NOR<>PER AGREE planned"}),
]
REFUSALS = [
    ("Norway refused to meet Peru's president.", {"NOR>PER REJECT"}),
    ("Norway refused to allow a Peruvian plane to land.", {"NOR>PER REJECT"}),
    ("Norway will not sell frigates to Peru, its minister said.", {"NOR>PER REJECT"}),
    ("Norway stopped selling frigates to Peru.", {"NOR>PER SANCTION"}),
    ("Norway has stopped criticising Peru.", {"NOR>PER YIELD"}),
]
DENIALS = [
    ("Kenya has not attacked Uganda, a Kenyan official said.", {"KEN>UGA ASSAULT denied"}),
    ("Kenya denied that it had bombed Uganda.", {"KEN>UGA ASSAULT denied"}),
    ("Kenya has not attacked Uganda.", set()),
]
CONDITIONS = [
    ("If Norway sanctioned Peru, prices would rise.", {"NOR>PER SANCTION hypothetical"}),
    ("Norway's president may visit Peru.", {"NOR>PER CONSULT hypothetical"}),
]
LONG_KNOWN = [
    # A charge: whether it happened is the one side's word.
    ("Somali officials said that Kenya had shelled a Somali town.", {"KEN>SOM ASSAULT background"}),
    ("Norway expelled Peru's envoy in 1998.", {"NOR>PER SANCTION background"}),
    ("Norway trained Peruvian soldiers in past years.", {"NOR>PER AID background"}),
    ("Norway has sold frigates to Peru ever since.", {"NOR>PER COOPERATE background"}),
    ("Norway had recalled its envoy from Peru.", {"NOR>PER SANCTION background"}),
    ("The strike that killed the Iraqi general was Iran's, a paper wrote.", set()),
    ("Peru mourned the sailor whom Norway has freed.", set()),
    (
        "Peru, which Norway has criticised, thanked Kenya.",
        {"PER>KEN SUPPORT", "NOR>PER ACCUSE background"},
    ),
    ("Norway is a critic of Peru and has accused Lima of spying.", {"NOR>PER ACCUSE background"}),
]
DEMANDED = [
    # What is called for has not been done, least of all by who calls for it.
    ("Norway called on Peru to stop arming Chile.", {"NOR>PER REQUEST"}),
    ("Norway called on Peru to end trade in arms with Chile.", {"NOR>PER REQUEST"}),
    ("Norway called on Peru to let its inspectors in.", {"NOR>PER REQUEST"}),
    ("Norway's president telephoned Peru's president to discuss the port.", {"NOR<>PER CONSULT"}),
]
CALLED_OFF = [
    ("A visit by Peru's president to Norway was called off.", {"PER>NOR REJECT"}),
    ("The visit of Peru's president to Norway was put off.", {"PER>NOR REJECT"}),
]
NEWS_ALL_THE_SAME = [
    ("Kenya shelled a Somali town, officials in Mogadishu said.", {"KEN>SOM ASSAULT"}),
    ("Norway had recalled its envoy from Peru on January 30.", {"NOR>PER SANCTION"}),
    ("Hours before the vote, Norway's minister had met Peru's minister.", {"NOR<>PER CONSULT"}),
    ("Norway said on Friday that it had expelled a Peruvian diplomat.", {"NOR>PER SANCTION"}),
]


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *(*THREATS, *PLANS, *REFUSALS, *DENIALS, *CONDITIONS, *LONG_KNOWN, *NEWS_ALL_THE_SAME),
        *(*DEMANDED, *CALLED_OFF),
    ],
)
def test_extract_status_by_kind_of_sentence(text: str, expected: set[str]) -> None:
    assert told(text) == expected


@pytest.mark.model
def test_extract_last_year_is_background_even_in_january() -> None:
    text = "Last year Norway withdrew from a treaty with Peru."
    assert {event.status for event in read(text, date(2024, 1, 5)).events} == {"background"}
