"""People in office named again by one word: who is meant, and what is a word or a month."""

from datetime import date

import pytest
from reading import read, told

IN_2015 = date(2015, 9, 6)
IN_2018 = date(2018, 9, 6)
IN_2021 = date(2021, 3, 4)
IN_2024 = date(2024, 2, 4)
IN_2025 = date(2025, 9, 4)

CASES = [
    # The table of offices knows whom the family name means where the state is named.
    (IN_2024, "China was silent. On Tuesday Li criticised Japan.", {"CHN>JPN ACCUSE"}),
    (IN_2024, "Brazil was silent. On Monday Lula criticised Israel.", {"BRA>ISR ACCUSE"}),
    (IN_2024, "On Monday Lula criticised Israel.", set()),
    # Somebody else bears the name in this text.
    (
        IN_2024,
        "A farmer called Li Wei lives in China. On Tuesday Li criticised Japan.",
        set(),
    ),
    (
        IN_2018,
        "Norway was silent. A skier named Kari Solberg won. On Monday Solberg criticised Peru.",
        set(),
    ),
    (IN_2018, "Norway was silent. On Monday Solberg criticised Peru.", {"NOR>PER ACCUSE"}),
    # Who left office speaks for nobody, and his name is not the next one's.
    (IN_2025, "Britain was silent. Boris Johnson criticised Peru. Then Johnson met Fiji.", set()),
    # A word, a month or a place unless the whole name was told.
    (IN_2015, "New Zealand was silent. On Monday Key criticised Fiji.", set()),
    (
        IN_2015,
        "John Key spoke in Wellington. On Monday Key criticised Fiji.",
        {"NZL>FJI ACCUSE"},
    ),
    (
        IN_2018,
        "Prime Minister Theresa May spoke in London. Mrs May criticised Peru.",
        {"GBR>PER ACCUSE"},
    ),
    # Which word of the name is used again, also at the start of two sentences.
    (IN_2024, "Xi Jinping spoke in Beijing. Xi criticised Japan.", {"CHN>JPN ACCUSE"}),
    (IN_2024, "Anwar Ibrahim spoke in Kuala Lumpur. Anwar criticised Fiji.", {"MYS>FJI ACCUSE"}),
    (IN_2024, "Abiy Ahmed spoke in Addis Ababa. Abiy criticised Eritrea.", {"ETH>ERI ACCUSE"}),
    (IN_2025, "Lawrence Wong spoke in Singapore. Wong criticised Fiji.", {"SGP>FJI ACCUSE"}),
    (IN_2025, "Singapore was silent. On Monday Lawrence criticised Fiji.", set()),
    (IN_2021, "Jean-Yves Le Drian spoke in Paris. Le Drian criticised Peru.", {"FRA>PER ACCUSE"}),
    (
        IN_2024,
        "Andrés Manuel López Obrador spoke in Mexico City. López Obrador criticised Peru.",
        {"MEX>PER ACCUSE"},
    ),
    (IN_2024, "Ferdinand Marcos Jr. spoke in Manila. Marcos criticised Fiji.", {"PHL>FJI ACCUSE"}),
    (IN_2025, "Pope Leo XIV spoke in Rome. On Monday Leo criticised Peru.", {"VAT>PER ACCUSE"}),
    # Both spellings of the press.
    (IN_2024, "Ukraine was silent. On Monday Zelenskyy thanked Fiji.", {"UKR>FJI SUPPORT"}),
    (IN_2024, "Ukraine was silent. On Monday Zelensky thanked Fiji.", {"UKR>FJI SUPPORT"}),
]


@pytest.mark.parametrize(
    ("day", "text", "expected"), CASES, ids=[text[:50] for _, text, _ in CASES]
)
def test_extract_people_in_office_named_again(day: date, text: str, expected: set[str]) -> None:
    assert told(text, day) == expected


@pytest.mark.parametrize(
    "sentence",
    ["In May, Fiji thanked Peru.", "Fiji thanked Peru on May 4.", "Fiji thanked Peru on 4 May."],
)
def test_extract_a_month_is_no_person_though_one_bears_its_name(sentence: str) -> None:
    text = f"Prime Minister Theresa May spoke in London. {sentence}"
    assert "May" not in {mention.surface for mention in read(text, IN_2018).mentions}
