"""Words that do something: demands, charges, thanks, refusals and threats, by kind of sentence."""

import pytest
from reading import read, told

DEMANDS = [
    # Words stand between the demand and what is demanded.
    ("Norway demanded during the talks that Peru stop the patrols.", {"NOR>PER REQUEST"}),
    ("Norway called for Peru to leave the strip.", {"NOR>PER REQUEST"}),
    # Who confirms the demand stands behind it.
    (
        "Norway has asked Peru to extradite a banker, the ministries of both countries confirmed.",
        {"NOR>PER REQUEST"},
    ),
    # Of whom it is asked, the judgement before it says.
    (
        "Norway condemned Peru's ban and demanded that it free the sailors.",
        {"NOR>PER ACCUSE", "NOR>PER REQUEST"},
    ),
    (
        "Norway summoned the Peruvian ambassador and demanded an explanation.",
        {"NOR>PER ACCUSE", "NOR>PER REQUEST"},
    ),
    ("Norwegian fans praised Peru and demanded tickets.", set()),
]
TEXTS = [
    ("Norway put out a report accusing Peru of smuggling.", {"NOR>PER ACCUSE"}),
    ("Norway's ministry issued a statement urging Peru to free them.", {"NOR>PER REQUEST"}),
    ("Norway sent a letter to Peru threatening to cut aid.", {"NOR>PER THREATEN"}),
    ("Norway published a book praising Peru.", set()),
]
CALLS = [
    ("Norway's premier telephoned Peru's president to express its support.", {"NOR>PER SUPPORT"}),
    ("Norway's premier telephoned Peru's president to discuss fish.", {"NOR<>PER CONSULT"}),
    ("A pact between Norway and Peru was signed on Friday.", {"NOR<>PER SUPPORT"}),
    ("Norway's premier said he was ready to meet his Peruvian colleague.", {"NOR>PER AGREE"}),
    (
        "The ministers of Norway and Peru, Kari Lund and Ana Soto, spoke by telephone.",
        {"NOR<>PER CONSULT"},
    ),
    ("Norway and Peru met in Lima, the first talks since 2019.", {"NOR<>PER CONSULT"}),
]
SUBJECTS = [
    # An inserted clause takes the subject from the verb of the sentence.
    (
        "The European Union, under whose eyes the two sides have talked, praised Norway.",
        {"EUU>NOR SUPPORT"},
    ),
    ("Norway was opposed to Peru's membership.", {"NOR>PER REJECT"}),
    ("Norway thanked Kenya, Uganda and Peru.", {"NOR>KEN SUPPORT", "NOR>UGA SUPPORT"}),
]
DENIALS = [
    ("Norway called Peru's accusations unfounded.", {"NOR>PER REJECT"}),
    ("Peru's claim is false, a Norwegian official said.", {"NOR>PER REJECT"}),
    ("Norway described Peru's policy as reckless.", {"NOR>PER ACCUSE"}),
    (
        "Norway accused Peru of the hacking. Peru denied any role in it.",
        {"NOR>PER ACCUSE", "PER>NOR REJECT"},
    ),
]
THREATS = [
    ("Norway gave Peru until Friday to withdraw.", {"NOR>PER THREATEN"}),
    ("Norway set a deadline for Peru to answer.", {"NOR>PER THREATEN"}),
    ("Norway vowed to strike back at Peru.", {"NOR>PER THREATEN"}),
    ("Norway will answer firmly if Peru closes the strait.", {"NOR>PER THREATEN"}),
    ("Norway threatened that if Peru did not pay, it would cut ties.", {"NOR>PER THREATEN"}),
    (
        "Norway issued an ultimatum to Peru: if it buys the missiles, sanctions will follow.",
        {"NOR>PER THREATEN"},
    ),
    ("Norway will answer Peru's letter if the post is open.", set()),
    ("A Norwegian baker gave Peruvian guests until Friday to eat.", set()),
]
NO_SPEECH_ACTS = [
    # Games.
    "Norway tore into Peru in the first half and led 3-0.",
    "Norway threw its weight behind the Peruvian striker in extra time.",
    "Norway will strike back against Peru in the second leg.",
    "Norway's meeting with Peru in the quarter-final drew a crowd.",
    "Peru will pay dearly for its missed penalties, Norway's coach said.",
    # Private people, and what belongs to them.
    "Norway set conditions for skiers from Peru.",
    "Norway's plea to Peruvian fans went unheard.",
    "Norway's minister of culture paid tribute to Peruvian music.",
    "Norway extended an invitation to Peruvian dancers.",
    "Norwegian police gave a Peruvian tourist two days to pay the fine.",
    "A Norwegian bank wants Peru to repay its bonds.",
    # What one has always done, or may do, is no news.
    "Norway looked into the history of Peruvian gold.",
    "Norway agreed with Peru's analysts that oil would fall.",
    "Norway's premier had dinner in a Peruvian restaurant.",
]
MODES = [
    ("Norwegian and Peruvian envoys met in Vienna.", "third-party"),
    ("Norwegian and Peruvian envoys met in Lima.", None),
    ("Norway's minister met Peru's minister at the ASEAN summit.", "multilateral"),
    ("Norway threatened Peru with occupation.", "territory"),
    ("Norway threatened Peru with the expulsion of its envoy.", "expel"),
    ("Norway threatened Peru with an arrest warrant.", "arrest"),
    ("Norway threatened Peru.", None),
]


@pytest.mark.model
@pytest.mark.parametrize("text", NO_SPEECH_ACTS)
def test_extract_no_speech_act_in_games_and_private_life(text: str) -> None:
    assert told(text) == set()


@pytest.mark.model
def test_extract_one_word_of_sport_is_enough_in_a_report_of_a_game() -> None:
    game = "Norway beat Peru 3-1 in the final. The goalkeeper saved two penalties."
    assert told(f"{game} Norway blamed Peru for a lost goal.") == set()
    assert told("Norway blamed Peru for a lost goal.") == {"NOR>PER ACCUSE"}


@pytest.mark.model
def test_extract_what_one_has_always_done_is_known() -> None:
    assert told("Norway has always rejected Peru's claim.") == {"NOR>PER REJECT background"}


@pytest.mark.model
def test_extract_promised_deed_has_no_author_yet() -> None:
    text = (
        "Peru attacked Norway. Norway vowed that Norway would attack. Kenya condemned the attack."
    )
    assert "KEN>PER ACCUSE" in told(text)


@pytest.mark.model
@pytest.mark.parametrize(("text", "mode"), MODES)
def test_extract_mode_of_a_meeting_or_threat(text: str, mode: str | None) -> None:
    assert {event.mode for event in read(text).events} == {mode}


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "expected"), [*DEMANDS, *TEXTS, *CALLS, *SUBJECTS, *DENIALS, *THREATS]
)
def test_extract_speech_acts_by_kind_of_sentence(text: str, expected: set[str]) -> None:
    found = told(text)
    assert expected <= found if expected else not found
