"""The outlet that a sentence cites stands in `reported_by`, as the text names it."""

import pytest
from reading import read

CASES = [
    ("Peru accused Chile of spying, Reuters reported.", "Reuters"),
    ("Peru accused Chile of spying, according to the Chilean newspaper El Faro.", "El Faro"),
    ("Peru accused Chile of spying, according to the Chilean news agency.", "Chilean news agency"),
    ("Chilean state media said that Peru had expelled two Chilean envoys.", "Chilean state media"),
    ("Peru's minister told the BBC that Chile must leave the strait.", "BBC"),
    ("In an interview with Le Monde, Peru's minister criticised Chile.", "Le Monde"),
    ("Peru's minister criticised Chile and thanked Kenya, the daily La Voz said.", "La Voz"),
    ("Peru accused Chile of spying, its ministry said.", None),
    ("Peru accused Chile of jailing two reporters of Reuters.", None),
    ("Peru criticised Chilean media.", None),
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "expected"), CASES)
def test_extract_names_the_outlet_that_is_cited(text: str, expected: str | None) -> None:
    events = read(text).events
    assert events
    assert {event.reported_by for event in events} == {expected}


@pytest.mark.model
def test_extract_outlet_is_not_the_speaker() -> None:
    (event,) = read("Peru's minister told Reuters that Chile must leave the strait.").events
    assert (event.reported_by, event.stated_by_actor) == ("Reuters", "PER")
