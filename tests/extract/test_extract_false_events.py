"""Sentences that hold out, ask or charge a deed, or name an actor that has no part in it."""

import pytest
from reading import told

HELD_OUT = [
    (
        "In return Norway would become the first country to recognise Peru, according to envoys.",
        {"NOR>PER SUPPORT hypothetical"},
    ),
    (
        "Envoys in Lima said Norway would be the only state to recognise Peru.",
        {"NOR>PER AGREE planned"},
    ),
    ("Norway became the first country to recognise Peru.", {"NOR>PER SUPPORT"}),
    ("Norway is the only country to recognise Peru.", {"NOR>PER SUPPORT background"}),
    (
        "Peru, which is armed by Norway, thanked Chile.",
        {"NOR>PER AID background", "PER>CHL SUPPORT"},
    ),
    # What won an election was promised to voters.
    ("Norway's president won the vote with a promise to expel Peru's ambassador.", set()),
    ("Norway's premier came to power on a pledge to send home Peruvian soldiers.", set()),
    ("Norway's premier was elected by promising to expel Peru's ambassador.", set()),
    ("Norway promised to expel Peru's ambassador.", {"NOR>PER THREATEN"}),
    # An open question tells of nothing.
    ("The king told the envoy it was up to Peru whether Norway and Peru became friends.", set()),
    ("Peru's premier said it was unclear whether Norway's policy was reckless.", set()),
    ("It is open whether Norway will recognise Peru.", set()),
    ("Norway asked if Peru had attacked Chile.", set()),
    ("Peru's premier said that Norway's policy was reckless.", {"PER>NOR ACCUSE"}),
]
SHOT_DOWN = [
    (
        "Chile and Peru quarrelled in May. On Friday a Norwegian frigate shot down two drones.",
        {"CHL<>PER ACCUSE background"},
    ),
    ("A Norwegian frigate shot down a missile fired at Chile.", set()),
    ("A Norwegian frigate brought down a rocket that was headed for Chile.", set()),
    ("A Norwegian frigate shot down four drones over Chile.", set()),
    ("A Norwegian frigate shot down two drones of the Peruvian army.", {"NOR>PER ASSAULT"}),
    ("A Norwegian frigate shot down two drones launched by Peru.", {"NOR>PER ASSAULT"}),
    ("A Norwegian frigate fired a missile at Chile.", {"NOR>CHL ASSAULT"}),
]

WHO_BOTH_ARE = [
    # Who urges, hosts or mediates is none of the two, nor are two that act on a third.
    (
        "Norway and Iceland rejected the Peruvian note. A United Nations envoy urged the two "
        "sides to talk.",
        {"NOR>PER REJECT", "ISL>PER REJECT"},
    ),
    (
        "Kenya's premier and Uganda's president met. Norway and Peru called on the two sides to "
        "talk.",
        {
            "KEN<>UGA CONSULT",
            "NOR>KEN REQUEST",
            "NOR>UGA REQUEST",
            "PER>KEN REQUEST",
            "PER>UGA REQUEST",
        },
    ),
    (
        "Norway voiced concern that Kenya had sold Ugandan gold, and accused both of greed.",
        {"NOR>KEN ACCUSE", "NOR>UGA ACCUSE"},
    ),
    (
        "Norway and Peru met on Friday. Qatar, which mediates between them, told Norway to wait. "
        "Both sides agreed to a truce.",
        {"NOR<>PER CONSULT", "QAT>NOR REQUEST", "NOR<>PER AGREE"},
    ),
    (
        "Qatari mediators spoke to Norway on Monday. Qatar said both sides had agreed to a truce.",
        {"NOR<>QAT CONSULT"},
    ),
    # Two leaders are the two of the sentence before, whatever else the text is about.
    (
        "Kenya bombed Uganda. Kenya warned Uganda. Uganda cursed Kenya. Peru's president was "
        "received by Kenya's president. The two leaders signed a treaty.",
        {"KEN>UGA ASSAULT", "KEN>UGA THREATEN", "KEN<>PER CONSULT", "KEN<>PER SUPPORT"},
    ),
    (
        "Kenya bombed Uganda. Kenya warned Uganda. After a night in Kenya Peru's president was "
        "received by Kenya's president. The two leaders signed a treaty.",
        {"KEN>UGA ASSAULT", "KEN>UGA THREATEN", "KEN<>PER CONSULT", "KEN<>PER SUPPORT"},
    ),
    # Whose ministry it is says the place that opens the sentence, also where more is told of it.
    (
        "Armenia accused Azerbaijan. In Tehran, where envoys of both had been heard, the foreign "
        "ministry advised both capitals to stop.",
        {"ARM>AZE ACCUSE", "IRN>ARM REQUEST", "IRN>AZE REQUEST"},
    ),
    (
        "In Tehran, where Norway has an embassy, Peru's foreign ministry thanked Chile.",
        {"PER>CHL SUPPORT"},
    ),
    # Who sent the money is the man, and not who arrested him.
    (
        "Norway has arrested a man of 40 who holds two passports and who, the police in Bergen "
        "say, gave money to a fund for Peru's army.",
        set(),
    ),
    (
        "Norway saw what it cost and gave arms to Peru.",
        {"NOR>PER AID"},
    ),
    # What "both" stands for may be two deeds.
    ("Norway thanked the Peruvians for both. Chile objected to both.", {"NOR>PER SUPPORT"}),
    (
        "Norway met Iceland. Peru condemned both of them.",
        {"ISL<>NOR CONSULT", "PER>ISL ACCUSE", "PER>NOR ACCUSE"},
    ),
    # Things that are counted belong to neither side.
    ("Kenya accused Uganda. Norway bought two drones.", {"KEN>UGA ACCUSE"}),
]
LISTS = [
    (
        "Norway, Peru, Chile, Kenya and Uganda will take part in an exercise of the navies.",
        set(),
    ),
    ("The ministers of Norway, Peru, Chile, Kenya and Uganda signed a pact.", set()),
    (
        "The ministers of Norway, Peru and Chile signed a pact.",
        {"NOR<>PER SUPPORT", "CHL<>NOR SUPPORT", "CHL<>PER SUPPORT"},
    ),
    ("Norway and Peru promised to join the force.", set()),
    ("Norway joined Peru's naval force.", {"NOR<>PER COOPERATE"}),
    # Two that meet somebody else do not meet each other.
    ("Norway's president and Peru's president met reporters.", set()),
    ("Norway's president and Peru's president met.", {"NOR<>PER CONSULT"}),
    ("Norway and Peru held talks with the rebels.", set()),
    ("Norway and Peru held talks with relief.", {"NOR<>PER CONSULT"}),
]
IN_THE_AIR = [
    ("Kenya warned of grave results. Norway condemned the threat of an assault.", set()),
    ("Kenya warned Uganda of grave results. Norway condemned the threat.", {"KEN>UGA THREATEN"}),
    (
        "Kenya threatened Uganda with war. Norway condemned the threat.",
        {"KEN>UGA THREATEN", "NOR>KEN ACCUSE"},
    ),
    ("Kenya proposed a canal. Uganda rejected the idea.", {"UGA>KEN REJECT"}),
    ("Kenya proposed a canal. Uganda rejected the idea of war.", set()),
]

CHARGED = [
    (
        '"Uganda has threatened us," Kenya\'s president said.',
        {"KEN>UGA ACCUSE", "UGA>KEN THREATEN background"},
    ),
    (
        "Kenya's president said that Uganda had threatened Kenya.",
        {"KEN>UGA ACCUSE", "UGA>KEN THREATEN background"},
    ),
    ("Uganda threatened Kenya with war.", {"UGA>KEN THREATEN"}),
]
CALLED = [
    ("Norway's premier called the government in Lima irrational.", {"NOR>PER ACCUSE"}),
    ("Norway's premier called Peru's president dangerous.", {"NOR>PER ACCUSE"}),
    ("Norway's premier called the president of Peru from his office.", {"NOR<>PER CONSULT"}),
]
GAMES = [
    ("Norway and Peru meet in the final on Sunday evening.", set()),
    ("Norway will meet Peru in a cup tie in Oslo.", set()),
    ("The final round of talks between Norway and Peru began on Friday.", {"NOR<>PER CONSULT"}),
    # One word of sport beside a sentence that is plainly of it, and none in a text full of it.
    (
        "Norway's premier met Peru's premier in Oslo. They are old. They are rich.\n\nOn Friday "
        "Norway beat Peru 2-0. Norway's goalkeeper met Chile's president.",
        {"NOR<>PER CONSULT"},
    ),
    (
        "Norway beat Kenya 2-1 at the stadium. The cup is theirs. Peru's premier met Norway's "
        "president.",
        set(),
    ),
    ("Peru lost a cup. Peru's premier met Norway's president.", {"NOR<>PER CONSULT"}),
]

NOT_THE_STATE = [
    # What private people, firms and courts do is no deed of their state.
    ("A Norwegian woman gave money to Peru's army.", set()),
    ("Norway gave money to Peru's army.", {"NOR>PER AID"}),
    ("A Norwegian airline cut its flights to Peru.", set()),
    ("Norway cut its aid to Peru.", {"NOR>PER SANCTION"}),
    ("A Norwegian court rejected the appeal of a Peruvian reporter.", set()),
    ("A Norwegian court rejected Peru's appeal.", {"NOR>PER REJECT"}),
    ("Peru asked for help. A Norwegian court rejected the appeal of John Brown.", set()),
    # Who stands beside a state, or sits in a council, is another.
    ("Norway urged Peru's allies to send it missiles.", set()),
    ("Peru's allies condemned Norway.", set()),
    ("Peru's ally Chile condemned Norway.", {"CHL>NOR ACCUSE"}),
    (
        "Such words from a member of the Security Council were reckless, Norway's premier said.",
        set(),
    ),
    ("Norway defended its strikes on Peru.", set()),
    ("Norway defended Peru before the council.", {"NOR>PER SUPPORT"}),
    ("Norway expelled two Peruvian diplomats.", {"NOR>PER SANCTION"}),
]
NOT_YET_OR_LONG = [
    ("Norway decided to open talks with Peru.", {"NOR<>PER CONSULT planned"}),
    ("Norway opened talks with Peru.", {"NOR<>PER CONSULT"}),
    ("Norway has supported Peru since the first day.", {"NOR>PER SUPPORT background"}),
    (
        "Norway will leave, Peru's premier told the house, though nobody came to hear it.",
        set(),
    ),
    ("Peru's premier told Norway to leave.", {"PER>NOR REQUEST"}),
    (
        "Norway and Peru established relations through an exchange of notes between them.",
        {"NOR<>PER SUPPORT"},
    ),
    (
        "Norway met Peru on Friday. Both sides agreed to press on with a summit of Chile and "
        "Kenya.",
        {"NOR<>PER CONSULT", "NOR<>PER AGREE"},
    ),
]

CASES = [
    *NOT_THE_STATE,
    *NOT_YET_OR_LONG,
    *CHARGED,
    *CALLED,
    *GAMES,
    *HELD_OUT,
    *SHOT_DOWN,
    *WHO_BOTH_ARE,
    *LISTS,
    *IN_THE_AIR,
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "expected"), CASES)
def test_extract_makes_nothing_of_what_nobody_did(text: str, expected: set[str]) -> None:
    assert told(text) == expected
