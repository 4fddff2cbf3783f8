"""Who made a thing is no party to what is said of it, only to what is done to the goods as such."""

import pytest
from reading import told

WHERE_A_THING_IS_FROM = [
    ("Peru criticised the purchase of Chinese attack drones.", set()),
    ("Norway criticised the sale of Russian gas.", set()),
    ("Norway opposed the import of Russian gas.", set()),
    ("Norway condemned the transfer of Chinese tanks to Peru.", set()),
    ("Norway praised Chilean wine.", set()),
    ("Norway rejected Chinese drones.", set()),
    ("Norway rejected weapons made in China.", set()),
    ("Peru condemned Chile's purchase of Chinese attack drones.", {"PER>CHL ACCUSE"}),
    ("Norway thanked Peru for Chinese vaccines.", {"NOR>PER SUPPORT"}),
    # A deed against the goods as such.
    ("Norway banned imports of Chinese steel.", {"NOR>CHN SANCTION"}),
    ("Norway imposed tariffs on Chinese cars.", {"NOR>CHN SANCTION"}),
    ("Norway halted the import of Chinese solar panels.", {"NOR>CHN SANCTION"}),
    ("Norway seized Chinese goods.", {"NOR>CHN COERCE"}),
    # What belongs to a state, or is its force or its deed.
    ("Norway condemned China's drones.", {"NOR>CHN ACCUSE"}),
    ("Norway protested against Chinese warships.", {"NOR>CHN ACCUSE"}),
    ("Norway condemned a Chinese drone attack.", {"NOR>CHN ACCUSE"}),
    ("Norway condemned the launch of a Chinese missile.", {"NOR>CHN ACCUSE"}),
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "events"), WHERE_A_THING_IS_FROM)
def test_extract_origins_make_no_party(text: str, events: set[str]) -> None:
    assert told(text) == events
