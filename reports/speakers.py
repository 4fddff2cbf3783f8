"""On whose word an act is told: the speaker of a sentence, of a row, of quoted words."""

from reports import formats
from reports.acts import Act
from reports.check import UNNAMED_SPEAKER, Claim, Words, is_statement
from reports.facts import Facts


def on_whose_word(act: Act, facts: Facts) -> Claim:
    """What a sentence adds where an act is known from a statement: ", said officials of Kenya"."""
    if not is_statement(act.told):
        return Claim((), act.keys)
    is_own_word = act.told.stated_by_actor == act.told.source_actor and not act.is_both_ways
    speaker, persons = ("", ()) if is_own_word else _spoken(act, facts)
    outlet = _outlet(act)
    if speaker:
        return Claim((Words(f", said {speaker}"),), act.keys, (), persons)
    if outlet:
        return Claim((Words(f", according to {outlet}"),), act.keys, (), (outlet,))
    return Claim((Words(f", according to {UNNAMED_SPEAKER}"),), act.keys)


def said_by(act: Act, facts: Facts) -> Claim:
    """On whose word a report rests: a person or office of the evidence, a side, or the report."""
    speaker, persons = _spoken(act, facts)
    outlet = _outlet(act)
    said = [f"said by {speaker}"] if speaker else []
    if outlet:
        said, persons = [*said, f"according to {outlet}"], (*persons, outlet)
    return Claim((Words(", ".join(said) or "told by the report"),), act.keys, (), persons)


def _spoken(act: Act, facts: Facts) -> tuple[str, tuple[str, ...]]:
    """Who says what is told: a person or office of its sentence, else a side; and that person."""
    side = facts.name(act.told.stated_by_actor) if act.told.stated_by_actor else ""
    person = formats.clean(act.told.stated_by_person)
    if formats.stands_in(person, act.evidence):
        return _speaker(person, side, act.evidence), (person,)
    return side, ()


def _outlet(act: Act) -> str:
    """The outlet that an article quotes, as its sentence names it."""
    outlet = formats.clean(act.told.reported_by)
    if not outlet or outlet not in act.evidence:
        return ""
    return f"the {outlet}" if f"the {outlet}" in act.evidence else outlet


def spoken_by(speaker: str | None, speaker_actor: str, act: Act, facts: Facts) -> Claim | None:
    """Who spoke quoted words: a person of the evidence, else the side; nothing where neither is."""
    person = formats.clean(speaker)
    is_side = speaker_actor in (act.first.source_actor, act.first.target_actor)
    side = facts.name(speaker_actor) if is_side else ""
    if person in act.evidence and (formats.is_name(person) or (person and side)):
        words = formats.sentence_case(_speaker(person, side, act.evidence))
        return Claim((Words(words),), act.keys, (), (person,))
    return Claim((Words(formats.sentence_case(side)),), act.keys) if side else None


def _speaker(person: str, side: str, evidence: str) -> str:
    """A person by name as it stands; an office with its article and actor; of a pronoun the actor.

    "the" stands before an office where the evidence has it so.
    """
    if formats.is_name(person):
        return person
    if person.lower() in formats.PRONOUNS:
        return side or person
    is_known = f"the {person}" in evidence
    office = f"the {person}" if is_known else formats.with_article(person)
    return f"{office} of {side}" if side and " of " not in person else office
