"""Deeds: whose they are where the text only implies it, and what must not be taken for one."""

import pytest
from reading import read, told

IN_WHOSE_HANDS = [
    ("A German reporter was arrested in Norway.", {"NOR>DEU COERCE"}),
    ("A German reporter was arrested in Norway by the police of Peru.", {"PER>DEU COERCE"}),
    ("A Swedish sailor held in Iran was released on Saturday.", {"IRN>SWE YIELD"}),
    ("Two Belarusian attachés were told to leave Latvia.", {"LVA>BLR SANCTION"}),
    ("Two members of the Chadian embassy in Lima were expelled.", {"PER>TCD SANCTION"}),
    ("A Tongan judge was granted asylum in Fiji.", {"FJI>TON AID"}),
    ("A Swedish festival was held in Iran.", set()),
    ("A Swedish reporter who was held in Iran wrote a book.", set()),
    ("A Norwegian was arrested in Norway.", set()),
]
FORCES = [
    ("Norway put its army on alert after Russia claimed the islands.", {"NOR>RUS MOBILIZE"}),
    (
        "Norway put its army on alert and asked for a meeting, after Russia claimed the islands.",
        {"NOR>RUS MOBILIZE"},
    ),
    ("Norway put its army on alert after Russia asked for help.", set()),
    ("Norway put its army on alert after Russia was hit by a storm.", set()),
    ("Norway sent a frigate to the Gulf to deter Iran.", {"NOR>IRN MOBILIZE"}),
    (
        "Norway began an exercise with 5,600 men in answer to a Russian patrol ship.",
        {"NOR>RUS MOBILIZE"},
    ),
    ("Norway held exercises on its border with Russia.", {"NOR>RUS MOBILIZE"}),
    ("Norway held joint exercises with Finland.", {"FIN<>NOR COOPERATE"}),
    ("Norwegian tanks rolled towards the Russian border.", {"NOR>RUS MOBILIZE"}),
    ("Norwegian lorries rolled towards the Russian border.", set()),
    ("Norwegian coast guard ships shadowed a Russian trawler.", {"NOR>RUS MOBILIZE"}),
    ("North Korea fired a missile that landed in Japan's economic zone.", {"PRK>JPN MOBILIZE"}),
]
BLOWS = [
    ("Four Iraqi soldiers were killed when Iran shelled a post.", {"IRN>IRQ ASSAULT"}),
    ("Four Iraqi soldiers were killed in an Iranian drone strike.", {"IRN>IRQ ASSAULT"}),
    ("Four Iraqi soldiers were killed in an Iranian bus crash.", set()),
    ("Four Iraqi soldiers were killed by Iranian fire.", {"IRN>IRQ ASSAULT"}),
    ("A Greek forest fire killed four Turkish campers.", set()),
    ("Britain hit Russian refineries with new duties.", {"GBR>RUS SANCTION"}),
    (
        "Iran admitted that it had shot down a Ukrainian airliner.",
        {"IRN>UKR ASSAULT", "IRN>UKR YIELD"},
    ),
    ("Iranian agents shot a Swede dead.", {"IRN>SWE ASSAULT"}),
]
CROWDS = [
    ("A crowd in Peru burned a Chilean flag.", {"PER>CHL PROTEST"}),
    ("Hundreds of people rallied outside the Chilean embassy in Lima.", {"PER>CHL PROTEST"}),
    ("Hundreds of people gathered outside a Chilean theatre.", set()),
    ("Polish farmers blockaded the crossings to Ukraine.", {"POL>UKR PROTEST"}),
]
TIES = [
    ("Bolivia broke off relations with Peru.", {"BOL>PER SANCTION"}),
    ("Bolivia and Peru broke off relations.", {"BOL<>PER SANCTION"}),
    ("Norway put two Peruvian firms on its sanctions list.", {"NOR>PER SANCTION"}),
    ("Norway took two Peruvian firms off its list of sanctions.", {"NOR>PER YIELD"}),
    ("Norway put two Peruvian novels on its reading list.", set()),
    ("Flights between Oman and Yemen resumed on Friday.", {"OMN<>YEM COOPERATE"}),
    ("An airline resumed flights between Oman and Yemen.", set()),
    ("Moldova was given generators by Poland.", {"POL>MDA AID"}),
    ("Polish generators arrived in Moldova.", {"POL>MDA AID"}),
    ("Polish tourists arrived in Moldova.", set()),
    ("Hackers working for Iran broke into Albanian networks.", {"IRN>ALB COERCE"}),
    ("Iran seized a tanker flying the flag of Panama.", {"IRN>PAN COERCE"}),
]
MODES = [
    ("Saudi jets hit a Yemeni depot.", "aerial"),
    ("A Saudi drone struck a Yemeni lorry.", "drone"),
    ("Saudi Arabia fired rockets at Yemeni villages.", "heavy-weapons"),
    ("Saudi gunmen attacked a Yemeni post.", "firearms"),
    ("Saudi Arabia sent special police to the border with Yemen.", "police"),
    ("Saudi Arabia moved a division to the border with Yemen.", "troops"),
    ("Saudi Arabia attacked Yemen.", None),
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "expected"), [*IN_WHOSE_HANDS, *FORCES, *BLOWS, *CROWDS, *TIES])
def test_extract_material_deeds_and_their_sides(text: str, expected: set[str]) -> None:
    assert told(text) == expected


@pytest.mark.model
@pytest.mark.parametrize(("text", "mode"), MODES)
def test_extract_material_modes_by_means(text: str, mode: str | None) -> None:
    assert [event.mode for event in read(text).events] == [mode]


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "Norwegian striker Erling Berg shot Peru out of the cup with two late goals.",
        "Peru attacked from the first minute, but Norway's defence held.",
        "A Danish sailor captured second place off Fiji.",
        "A Swedish retailer pulled out of Peru because of the costs.",
        "A Danish shipping line halted its sailings to Peru.",
        "A Portuguese winger broke into the Spanish team.",
        "A Spanish bank took control of a Portuguese lender.",
        "A Norwegian storm hit a Peruvian town.",
        "Swiss trains to Italy were stopped by snow.",
        "An Italian chef opened fire with a new menu for French guests.",
        "A Spanish club released its Peruvian goalkeeper.",
        "Indian students in Canada protested over rents.",
        "The film tells of a Norwegian ship off Peru.",
        "German exports to Peru fell by three percent.",
    ],
)
def test_extract_material_takes_no_game_trade_or_weather_for_a_deed(text: str) -> None:
    assert told(text) == set()
