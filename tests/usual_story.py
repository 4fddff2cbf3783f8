"""The story that most tests of the pages tell: two pairs, several weeks, every status."""

from dataclasses import replace
from datetime import date, timedelta

from briefed import Story, Told, days_of


def usual_story() -> Story:
    """Four weeks between Egypt and Ethiopia, and Sudan beside them; the last is the page's week.

    In 2031-W10 the pair has six counted events, one with a single source, one written both ways,
    one denied; Egypt and Sudan have one plan.
    """
    last = date(2031, 3, 3)
    weeks = [last - timedelta(days=7 * back) for back in (3, 2, 1, 0)]
    story = Story(read_days=days_of(*weeks))

    def both(told: Told) -> None:
        other = replace(told, outlet="River Post", url="https://river-post.example/2")
        story.told.extend([told, replace(other, published=told.at + timedelta(hours=2))])

    accusation = "Egypt accused Ethiopia of closing a sluice, an official said."
    talks = "Egypt and Ethiopia held talks on the river in Djibouti."
    for week in weeks[:3]:
        both(Told("EGY", "ETH", "ACCUSE", week, accusation, stated_by="EGY"))
        both(Told("EGY", "ETH", "CONSULT", week + timedelta(days=2), talks, both_ways=True))
    summons = "Cairo summoned Ethiopia’s ambassador on Tuesday over “a closed gate”."
    first = Told(
        "EGY", "ETH", "ACCUSE", last + timedelta(days=1), summons, mode="summon", title="Summoned"
    )
    both(first)
    both(Told("ETH", "EGY", "REJECT", last + timedelta(days=1), "Ethiopia rejected the charge."))
    story.told.append(
        Told(
            "EGY",
            "ETH",
            "THREATEN",
            last + timedelta(days=2),
            "Egypt would turn away ships, said Amal Deng, a deputy minister.",
            person="Amal Deng",
            stated_by="EGY",
            outlet="Delta Radio",
            has_day=False,
        )
    )
    both(Told("EGY", "ETH", "SANCTION", last + timedelta(days=3), "Egypt froze Ethiopian aid."))
    both(Told("EGY", "ETH", "CONSULT", last + timedelta(days=4), talks, both_ways=True))
    both(Told("ETH", "EGY", "REQUEST", last + timedelta(days=4), "Ethiopia urged calm on Egypt."))
    story.told.append(
        Told(
            "EGY",
            "ETH",
            "COERCE",
            last + timedelta(days=5),
            "Egypt denied seizing a barge.",
            status="denied",
        )
    )
    story.told.append(
        Told(
            "EGY",
            "SDN",
            "CONSULT",
            last + timedelta(days=3),
            "Egypt plans to host Sudan.",
            status="planned",
            has_day=False,
        )
    )
    story.told.append(
        replace(
            story.told[12],
            outlet="Copy Desk",
            copy_of=story.told[12],
            published=story.told[12].at + timedelta(hours=5),
        )
    )
    story.quotations = [(first, "a closed gate", None, "EGY")]
    story.refused = [(last, "unsupported_language", "written in fr; only English is read")]
    return story
