"""What a film, a novel, a textbook or the scenario of a drill tells was done by nobody today."""

import pytest
from reading import told

WHAT_A_WORK_TELLS = [
    "The film shows how Norway attacked Peru.",
    "The film shows a Norwegian attack on Peru.",
    "A novel imagines that Norway invaded Peru.",
    "In the film, Norway attacks Peru.",
    "The play tells how Norway attacked Peru.",
    "In the video game Norway bombs Peru.",
    "The series depicts Norway's invasion of Peru.",
    "The textbook says Norway attacked Peru.",
    "The exhibition shows how Norway bombed Peru.",
    "The mural shows how Norway bombed Peru.",
    "The book recounts how Norway invaded Peru.",
    "In a simulation, Norway attacked Peru.",
    "In the drill's scenario, Norway invaded Peru.",
    "The war game assumed that Norway had attacked Peru.",
    "The exercise simulated an attack by Norway on Peru.",
    "The thriller, in which Norway bombs Peru, opens on Friday.",
    "Norway said the film showed Peru attacking Chile.",
    "The film depicting Norway's attack on Peru was banned.",
    "A novel about Norway's invasion of Peru was banned.",
]
WHAT_IS_DONE_ABOUT_A_WORK = [
    ("Norway banned a Peruvian film.", {"NOR>PER COERCE"}),
    ("Norway criticised Peru for a film.", {"NOR>PER ACCUSE"}),
    ("Norway condemned Peru over a film that shows Norway attacking Chile.", {"NOR>PER ACCUSE"}),
    (
        "Norway summoned Peru's ambassador over a textbook that says Peru defeated Norway.",
        {"NOR>PER ACCUSE"},
    ),
    ("A film festival opened as Norway attacked Peru.", {"NOR>PER ASSAULT"}),
    ("Norway accused Peru in a documentary of spying.", {"NOR>PER ACCUSE"}),
    # Neither a series of raids nor a report or footage is a work.
    ("Norway attacked Peru in a series of raids.", {"NOR>PER ASSAULT"}),
    ("Footage shows how Norway attacked Peru.", {"NOR>PER ASSAULT"}),
    ("The report shows how Norway attacked Peru.", {"NOR>PER ASSAULT"}),
    ("In the drill, Norwegian ships fired at Peruvian boats.", {"NOR>PER ASSAULT"}),
    ("The film angered Peru, which expelled Norway's envoy.", {"PER>NOR SANCTION"}),
    ("Norway's minister, who once starred in a film, condemned Peru.", {"NOR>PER ACCUSE"}),
]


@pytest.mark.model
@pytest.mark.parametrize("text", WHAT_A_WORK_TELLS)
def test_extract_fiction_is_no_event(text: str) -> None:
    assert told(text) == set()


@pytest.mark.model
@pytest.mark.parametrize(("text", "events"), WHAT_IS_DONE_ABOUT_A_WORK)
def test_extract_fiction_as_the_object_of_an_act(text: str, events: set[str]) -> None:
    assert told(text) == events
