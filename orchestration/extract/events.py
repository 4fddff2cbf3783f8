"""Who did what to whom: the component that finds events over the parse, the mentions and quotes.

For every word that the lexicon knows it takes the entry that asks for most and fits, reads outwards
how far the act has come, and keeps what counts as an event by the codebook. An unsure reading is
dropped: a wrong event costs a reader more than a missing one.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from orchestration.extract.attribution import Frame, frames_of
from orchestration.extract.contexts import contexts_of
from orchestration.extract.extensions import (
    FoundEvent,
    mentions_of,
    quotations_of,
)
from orchestration.extract.fiction import is_told_in_fiction
from orchestration.extract.forecasts import is_forecast
from orchestration.extract.games import games_in
from orchestration.extract.grammar import CONTACTS, children
from orchestration.extract.judgements import Said, judgements_at
from orchestration.extract.matching import Match, matches
from orchestration.extract.modes import content_modes, in_order, modes_of
from orchestration.extract.outlets import outlet_of
from orchestration.extract.parties import Party
from orchestration.extract.past import is_past
from orchestration.extract.presupposed import is_presupposed
from orchestration.extract.status import Judgement, Outlook, Stage, judge, outlook_of
from orchestration.extract.timing import date_of_act

CONFIDENCE_OF_VERB = 0.85
CONFIDENCE_WITH_OBJECT = 0.9
CONFIDENCE_OF_NOUN = 0.75
CONFIDENCE_OF_JUDGEMENT = 0.7
LOST_BY_MOVING = 0.05
MENTION_LEAST = 0.4
DECIDING = frozenset({"choose", "decide", "decision", "opt", "vote"})
COUNTED = ("occurred", "planned")
# What a side says was done to it is its charge, as long as nobody else tells it.
CHARGED = frozenset({"ASSAULT", "COERCE", "THREATEN"})


class EventFinder:
    """Sets `doc._.events`; needs parse, lemmas, mentions, dates and quotations."""

    def __call__(self, doc: Doc) -> Doc:
        """The same Doc, with its events."""
        find_events(doc)
        return doc


def find_events(doc: Doc) -> None:
    """Fills `doc._.events` sentence by sentence, so that later ones can look back."""
    doc._.events = []
    if not mentions_of(doc) or not doc.has_annotation("DEP"):
        return
    of_games = games_in(doc)
    for sentence in doc.sents:
        if sentence.start in of_games:
            continue
        told_before = list(doc._.events)
        for event in _events_in(sentence):
            doc._.events.append(event)
        doc._.events = told_before + _settled(_without_calls(doc, len(told_before)))


def _events_in(sentence: Span) -> Iterator[FoundEvent]:
    taken: set[int] = set()
    for token in sentence:
        if token.i in taken or token.is_space or token.is_punct:
            continue
        for said in judgements_at(token):
            if not is_told_in_fiction(token):
                yield from _from_judgement(said)
        for match in matches(token):
            found = list(_from_match(match))
            if found and is_told_in_fiction(token):
                break
            if found:
                taken |= {noun.i for noun in match.objects if match.entry.objects}
                yield from found
                break
            if match.entry.specificity > 1:
                break


def _from_match(match: Match) -> Iterator[FoundEvent]:
    outlook = outlook_of(match.trigger)
    if match.entry.event_type == "CONSULT" and outlook.stage is Stage.DONE:
        outlook = _of_decision(match.trigger, outlook)
    frames = frames_of(match.trigger)
    speakers = frames[0].codes if frames else frozenset()
    said_by_source = bool(speakers & {party.code for party in match.sources})
    if "by_source" in match.entry.conditions and not said_by_source:
        return
    is_opinion = bool(frames) and frames[0].is_opinion
    is_expected = is_forecast(match, outlook, frames)
    if is_opinion and outlook.stage is not Stage.DONE and not is_expected:
        return
    is_refusal = "negated" in match.entry.conditions
    is_denied = outlook.stage is Stage.DENIED and outlook.operator is None
    if is_denied and not said_by_source and not is_refusal:
        return
    to_come = (Stage.PLANNED, Stage.OFFERED, Stage.THREATENED)
    as_it_is = (outlook.stage in to_come and "future" in match.entry.conditions) or (
        is_refusal and (outlook.stage is Stage.REFUSED or is_denied)
    )
    judgement: Judgement | None
    if is_expected:
        judgement = Judgement(match.entry.event_type, "hypothetical", Stage.CONDITIONAL)
    elif as_it_is:
        judgement = Judgement(match.entry.event_type, "occurred", Stage.DONE)
    else:
        judgement = judge(match.entry.event_type, outlook, said_by_source=said_by_source)
    if judgement is None:
        return
    judgement = _as_told(match, judgement, frames)
    if judgement.status == "occurred" and is_presupposed(match.trigger, match.objects):
        judgement = replace(judgement, status="background")
    modes = modes_of(match, judgement)
    symmetric = match.entry.is_symmetric and judgement.event_type not in ("AGREE",)
    if "mutual" in match.entry.conditions:
        symmetric = symmetric and match.targets == match.sources
    if match.entry.is_symmetric and judgement.event_type == "AGREE":
        symmetric = match.targets == match.sources or len({p.code for p in match.sources}) > 1
    if judgement.event_type in ("REJECT", "THREATEN") and judgement.is_moved:
        symmetric = judgement.stage is Stage.FAILED
    confidence = CONFIDENCE_OF_VERB
    if match.entry.objects or match.entry.particles or match.entry.prepositional_objects:
        confidence = CONFIDENCE_WITH_OBJECT
    if match.entry.part_of_speech == "NOUN":
        confidence = CONFIDENCE_OF_NOUN
    if judgement.is_moved:
        confidence -= LOST_BY_MOVING
    yield from _pairs(
        match.trigger,
        match.sources,
        match.targets,
        judgement.event_type,
        judgement.status,
        match.entry.entry_id,
        confidence,
        symmetric,
        modes,
        frames,
        _said_at(outlook, judgement, frames),
    )


def _of_decision(trigger: Token, outlook: Outlook) -> Outlook:
    """A meeting that is only decided on: "decided to open talks with Chad" has met nobody yet."""
    above = trigger.head
    is_decided = trigger.dep_ in ("xcomp", "acl") and above.lemma_ in DECIDING
    return Outlook(Stage.PLANNED, above) if is_decided else outlook


def _said_at(outlook: Outlook, judgement: Judgement, frames: list[Frame]) -> Token | None:
    """Where the act is the saying, the word that says it: its day is the act's.

    "Chad agreed on Monday to open the road on Friday", "will open it on Friday, it said on Monday".
    """
    if judgement.status != "occurred" or not judgement.is_moved:
        return None
    if outlook.operator is not None:
        return outlook.operator
    return frames[0].verb if frames else None


def _as_told(match: Match, judgement: Judgement, frames: list[Frame]) -> Judgement:
    """A charge by a third side or the victim: the act itself is only alleged, `background`.

    Not where the text tells it and names its source afterwards ("…, officials in Chad said").
    """
    if judgement.status != "occurred" or not frames or judgement.is_moved:
        return judgement
    frame = frames[0]
    if match.entry.event_type not in CHARGED:
        return judgement
    sources = {party.code for party in match.sources}
    targets = {party.code for party in match.targets}
    is_told_first = (
        frame.verb is None
        or frame.verb.i < match.trigger.i
        or any(
            quotation.start_char <= match.trigger.idx < quotation.end_char
            for quotation in quotations_of(match.trigger.doc)
        )
    )
    by_victim = is_told_first and bool(frame.codes & targets)
    if frame.codes and not frame.codes & sources and (frame.blames or by_victim):
        return replace(judgement, status="background")
    return judgement


def _from_judgement(said: Said) -> Iterator[FoundEvent]:
    is_known = is_past(said.trigger) or is_presupposed(said.trigger, ())
    status = "background" if is_known else "occurred"
    modes = {said.mode} if said.mode else set()
    if said.event_type == "REQUEST":
        objects = children(said.trigger, "dobj")
        modes = _obligation_modes(said.trigger, objects)
    frames = [said.frame] if said.frame is not None else frames_of(said.trigger)
    yield from _pairs(
        said.trigger,
        said.sources,
        said.targets,
        said.event_type,
        status,
        said.rule,
        CONFIDENCE_OF_JUDGEMENT,
        False,
        in_order(said.event_type, modes),
        frames,
        said.frame.verb if said.frame is not None else None,
    )


def _obligation_modes(verb: Token, objects: list[Token]) -> set[str]:
    from orchestration.extract.modes import CONTENT_CLASSES
    from orchestration.knowledge.lexicon import in_class

    words = {verb.lemma_.lower()} | {noun.lemma_.lower() for noun in objects}
    for mode, word_class in CONTENT_CLASSES:
        if any(in_class(word, word_class) for word in words):
            return {mode}
    return content_modes(verb, objects)


def _pairs(
    trigger: Token,
    sources: Iterable[Party],
    targets: Iterable[Party],
    event_type: str,
    status: str,
    rule: str,
    confidence: float,
    symmetric: bool,
    modes: tuple[str, ...],
    frames: list[Frame],
    said_at: Token | None = None,
) -> Iterator[FoundEvent]:
    """One event a pair of different actors; of two that act on each other one, from the earlier."""
    day, precision = date_of_act(trigger, said_at, has_occurred=status == "occurred")
    contexts = contexts_of(trigger.sent)
    outlet = outlet_of(trigger)
    done: set[frozenset[str]] = set()
    for source in sources:
        for target in targets:
            pair = frozenset({source.code, target.code})
            if len(pair) < 2 or (symmetric and pair in done):
                continue
            done.add(pair)
            stated_by, person = _statement(frames, source.code)
            least = min(source.mention.confidence, target.mention.confidence)
            if least < MENTION_LEAST:
                continue
            yield FoundEvent(
                trigger.i,
                source.mention,
                target.mention,
                event_type,
                status,
                rule,
                round(confidence * least, 4),
                is_symmetric=symmetric,
                mode=modes[0] if modes else None,
                other_modes=modes[1:],
                contexts=contexts,
                event_date=day,
                event_date_precision=precision,
                stated_by_actor=stated_by,
                stated_by_person=person,
                reported_by=outlet,
            )


def _statement(frames: list[Frame], source: str) -> tuple[str | None, str | None]:
    """Actor and person of the innermost frame that has them, for an act of the actor `source`.

    Of several who speak the source speaks for itself; one noun that stands for several names no
    single one.
    """
    for frame in frames:
        if frame.is_joint:
            return None, frame.person
        if frame.parties or frame.person:
            codes = [party.code for party in frame.parties]
            return (source if source in codes else next(iter(codes), None)), frame.person
    return None, None


def _without_calls(doc: Doc, told_before: int) -> list[FoundEvent]:
    """The events of the sentence without calls made to do another: "called him to thank him"."""
    found: list[FoundEvent] = doc._.events[told_before:]
    made_for = {
        (doc[event.trigger].head.i, frozenset({event.source.actor_code, event.target.actor_code}))
        for event in found
        if event.event_type not in ("CONSULT", "AGREE")
        and doc[event.trigger].dep_ in ("xcomp", "advcl")
        and any(child.tag_ == "TO" for child in doc[event.trigger].children)
    }
    return [
        event
        for event in found
        if event.event_type != "CONSULT"
        or doc[event.trigger].lemma_ not in CONTACTS
        or (event.trigger, frozenset({event.source.actor_code, event.target.actor_code}))
        not in made_for
    ]


def _settled(events: Iterable[FoundEvent]) -> list[FoundEvent]:
    """The events of a sentence, each told once, without those that another one rules out.

    Of two readings of one type and pair the counted and surer stays. A promise falls where the same
    words were read as a threat; a meeting falls where it was called to do the other act.
    """
    kept: dict[tuple[str, str, str], FoundEvent] = {}
    for event in events:
        ends = (event.source.actor_code, event.target.actor_code)
        if event.is_symmetric:
            ends = (min(ends), max(ends))
        key = (*ends, event.event_type)
        other = kept.get(key)
        if other is None or _rank(event) > _rank(other):
            kept[key] = event
    found = list(kept.values())
    threats = {
        (event.source.actor_code, event.target.actor_code)
        for event in found
        if event.event_type == "THREATEN" and event.status == "occurred"
    }
    return [
        event
        for event in found
        if not (
            event.event_type == "AGREE"
            and (event.source.actor_code, event.target.actor_code) in threats
        )
    ]


def _rank(event: FoundEvent) -> tuple[bool, bool, float]:
    return event.status in COUNTED, event.status == "occurred", event.confidence


@Language.factory("demarche_events", assigns=["doc._.events"])
def make_event_finder(nlp: Language, name: str) -> EventFinder:
    """The component for `nlp`."""
    return EventFinder()
