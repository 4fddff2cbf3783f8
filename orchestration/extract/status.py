"""Whether an act happened, is to come, is denied, or is only thought of.

`judge` reads outwards from the word that tells of the act: its own auxiliaries and negation, then
each verb, adjective or noun above it ("agreed to …", "the plan to …", "stopped …-ing"), to the
verb that reports it. What it meets moves the type by the table of `status_shifts.csv` (plover.md,
5B). What stands inside a demand, a charge or a guess did not happen: no event.
"""

from dataclasses import dataclass
from enum import Enum

from spacy.tokens import Token

from orchestration.extract.attribution import is_hearsay, is_speech
from orchestration.extract.extensions import clause_of
from orchestration.extract.grammar import (
    auxiliaries,
    children,
    has_no_longer,
    is_negated,
    is_parted,
    is_verb,
)
from orchestration.extract.past import RANKS, is_past, is_reported, was_to_be
from orchestration.extract.prospects import is_campaign, is_open_question
from orchestration.knowledge.lexicon import cue_classes, in_class, load_event_types, load_shifts

COMMUNICATING = frozenset(
    {"call", "phone", "telephone", "ring", "write", "summon", "meet", "tweet"}
)
OPENING_PREPOSITIONS = frozenset({"by", "in", "after", "while", "upon", "on", "at", "during"})
UNREAL = frozenset({"could", "may", "might", "would", "'d", "’d"})
SPEECH_ACTS = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN"})


class Stage(Enum):
    """How far an act has come, as the words around it say."""

    DONE = "done"
    PLANNED = "planned"
    OFFERED = "offered"
    THREATENED = "threatened"
    REFUSED = "refused"
    STOPPED = "stopped"
    FAILED = "failed"
    DENIED = "denied"
    MAYBE = "maybe"
    CONDITIONAL = "conditional"
    PAST = "past"
    NOTHING = "nothing"


PROSPECTS = (Stage.OFFERED, Stage.PLANNED, Stage.THREATENED)


@dataclass(frozen=True)
class Outlook:
    """Where reading outwards ended: the stage, the word that set it, and whose word that is.

    `operator` is the governing word that moved the act ("agreed", "refused"), None where its own
    auxiliaries did; whoever acts there is the source of the moved act.
    """

    stage: Stage
    operator: Token | None = None


@dataclass(frozen=True)
class Judgement:
    """The act as it counts: type, status, and whether the modes of the act as told still fit."""

    event_type: str
    status: str
    stage: Stage

    @property
    def is_moved(self) -> bool:
        """Whether the type is another than that of the act as told."""
        return self.stage not in (Stage.DONE, Stage.PAST, Stage.DENIED, Stage.CONDITIONAL)


def judge(event_type: str, outlook: Outlook, *, said_by_source: bool) -> Judgement | None:
    """Type and status of an act at a stage; None where it is no event.

    `said_by_source` says whether the source itself tells of it: then a plan is a commitment.
    """
    shift = load_shifts()[event_type]
    cooperative = load_event_types()[event_type].is_cooperation
    stage = outlook.stage
    if stage is Stage.DONE:
        return Judgement(event_type, "occurred", stage)
    if stage is Stage.PAST:
        return Judgement(event_type, "background", stage)
    if stage is Stage.DENIED:
        return Judgement(event_type, "denied", stage)
    if stage is Stage.CONDITIONAL:
        return Judgement(event_type, "hypothetical", stage)
    if stage is Stage.PLANNED:
        status = shift.planned_status
        if shift.when_planned == "AGREE" and said_by_source:
            status = "occurred"
        return Judgement(shift.when_planned, status, stage)
    if stage is Stage.MAYBE:
        if event_type in SPEECH_ACTS or cooperative or not said_by_source:
            return Judgement(event_type, "hypothetical", Stage.CONDITIONAL)
        return Judgement("THREATEN", "occurred", stage)
    if stage is Stage.THREATENED:
        return None if cooperative else Judgement("THREATEN", "occurred", stage)
    moved = {
        Stage.OFFERED: shift.when_offered,
        Stage.REFUSED: shift.when_refused,
        Stage.STOPPED: shift.when_stopped,
        Stage.FAILED: shift.when_failed,
    }.get(stage)
    return Judgement(moved, "occurred", stage) if moved else None


def outlook_of(trigger: Token) -> Outlook:
    """What the words around the trigger make of its act."""
    local = _own_stage(trigger) if is_verb(trigger) or trigger.pos_ == "ADJ" else Stage.DONE
    outlook = Outlook(local)
    if _is_taken_back(trigger):
        return Outlook(Stage.NOTHING)
    node = trigger
    for _ in range(12):
        if is_open_question(node):
            return Outlook(Stage.NOTHING, node)
        if node.head == node:
            break
        step = _step(node, outlook)
        if step is None:
            break
        outlook, node = step
        if outlook.stage is Stage.NOTHING:
            break
    if outlook.stage is Stage.DONE and (_is_hedged(trigger) or is_past(trigger)):
        return Outlook(Stage.PAST)
    operator = outlook.operator
    if outlook.stage is Stage.PLANNED and operator is not None and was_to_be(trigger, operator):
        return Outlook(Stage.NOTHING, operator)
    return outlook


def _is_hedged(trigger: Token) -> bool:
    """Whether the text itself does not vouch for the act: "allegedly fired", "perhaps fired"."""
    verb = clause_of(trigger)
    return any(in_class(child.lower_, "hearsay") for child in children(verb, "advmod"))


def _is_taken_back(trigger: Token) -> bool:
    """Whether the text corrects itself: "An earlier version of this article said that …"."""
    return any(
        noun.lemma_ == "version"
        and noun.head.is_ancestor(trigger)
        and any(word.lower_ in ("earlier", "original", "previous") for word in noun.children)
        for noun in trigger.sent
    )


def _own_stage(verb: Token) -> Stage:
    """The stage by the verb's own auxiliaries, negation and conditional mark."""
    if verb.pos_ == "ADJ" and verb.head.lemma_ in ("be", "remain", "become", "stay", "stand"):
        verb = verb.head
    negated = is_negated(verb)
    if verb.dep_ == "advcl" and _is_conditional(verb):
        return Stage.CONDITIONAL
    helpers = auxiliaries(verb)
    words = {helper.lower_ for helper in helpers}
    for helper in helpers:
        intent = _stage_of_helper(helper)
        if intent is not None:
            return intent
    if has_no_longer(verb):
        return Stage.STOPPED
    if any(
        child.lower_ == "have" and child.dep_ == "aux" and words & {"should"} for child in helpers
    ):
        return Stage.NOTHING
    if _is_unreal(helpers):
        return Stage.NOTHING if negated else Stage.CONDITIONAL
    if words & {"must", "should", "ought", "shall"} and verb.dep_ != "conj":
        return Stage.NOTHING
    if words & {"will", "'ll", "wo", "’ll"}:
        return Stage.REFUSED if negated else Stage.PLANNED
    if words & {"would"}:
        if negated:
            return Stage.REFUSED
        if _has_condition(verb):
            return Stage.OFFERED
        return Stage.PLANNED if is_reported(verb) else Stage.CONDITIONAL
    if words & {"may", "might", "could"}:
        return Stage.NOTHING if negated else Stage.MAYBE
    if words & {"can", "ca", "cannot"}:
        return Stage.REFUSED if negated else Stage.MAYBE
    if negated:
        if words & {"do", "does"}:
            return Stage.REFUSED
        return Stage.DENIED
    if verb.tag_ in ("VBG",) and any(h.lemma_ == "go" for h in helpers):
        return Stage.PLANNED
    return Stage.DONE


def _is_unreal(helpers: list[Token]) -> bool:
    """Whether the act is told as what was not, or perhaps was: "would have fired", "may have"."""
    words = {helper.lower_ for helper in helpers}
    return bool(words & {"have", "'ve", "’ve"}) and bool(words & UNREAL)


def _stage_of_helper(helper: Token) -> Stage | None:
    """The stage that a verb taken for an auxiliary sets: "intends continue"; None for real ones."""
    if helper.tag_ in ("MD", "TO"):
        return None
    word = helper.lower_
    for lemma in (helper.lemma_.lower(), word.removesuffix("s"), word.removesuffix("ed")):
        stage = _stage_of_word(lemma, "VERB")
        if stage in (Stage.OFFERED, Stage.PLANNED, Stage.REFUSED, Stage.THREATENED):
            return stage
    return None


def _is_conditional(verb: Token) -> bool:
    for child in verb.children:
        if child.dep_ == "mark" and "conditional" in cue_classes(child.lower_, "SCONJ"):
            return True
        if child.dep_ == "advmod" and child.lower_ in ("whenever", "once"):
            return True
    first = verb.left_edge
    return first.lower_ in ("should", "were", "had") and first.head == verb


def _has_condition(verb: Token) -> bool:
    return any(_is_conditional(child) for child in children(verb, "advcl"))


def _compose(outlook: Outlook, stage: Stage, operator: Token) -> Outlook:
    """The stage when another word bears on an act that has already one."""
    inner = outlook.stage
    if stage is Stage.DONE:
        return outlook
    if inner is Stage.DONE:
        return Outlook(stage, operator)
    if inner in (Stage.REFUSED, Stage.STOPPED, Stage.DENIED) and stage in (
        Stage.PLANNED,
        Stage.OFFERED,
    ):
        return Outlook(inner if inner is Stage.REFUSED else Stage.NOTHING, operator)
    if inner is Stage.PLANNED and stage in (Stage.OFFERED, Stage.THREATENED):
        return Outlook(stage, operator)
    if inner is Stage.OFFERED and stage is Stage.PLANNED:
        return outlook
    if stage is Stage.REFUSED and inner in (Stage.PLANNED, Stage.OFFERED):
        return Outlook(Stage.REFUSED, operator)
    if stage in (Stage.PLANNED, Stage.OFFERED) and inner == stage:
        return outlook
    return Outlook(Stage.NOTHING, operator)


def _step(node: Token, outlook: Outlook) -> tuple[Outlook, Token] | None:
    """One step outwards; None where what is above bears no longer on the act."""
    head, relation = node.head, node.dep_
    if relation in ("ccomp", "parataxis", "conj") and is_verb(node) and is_parted(node):
        return None
    if relation == "ccomp" and node.i < head.i and not is_speech(head) and _has_colon(node, head):
        return None
    if relation == "conj":
        if not is_verb(node) or node.tag_ in ("VB", "VBG", "VBN"):
            return outlook, head
        return None if not is_verb(head) else (outlook, _report_above(head))
    if relation in ("acl", "relcl") and not is_verb(head):
        if _is_infinitive(node) and _is_rank(head):
            # "would be the first country to …": the verb above says whether it has been.
            return _with_own(outlook, head.head), head.head
        if relation == "relcl" or node.tag_ != "VB":
            return None
        return _by_word(outlook, head, "NOUN"), head
    if relation == "relcl":
        return None
    if relation == "advcl":
        if _is_infinitive(node):
            if _is_communicating(head):
                return outlook, head
            if head.pos_ == "ADJ":
                return _by_word(outlook, head, "ADJ"), head
            known = _stage_of_word(head.lemma_.lower(), head.pos_)
            if known not in (Stage.NOTHING, Stage.DONE):
                return _by_word(outlook, head, "VERB"), head
            return Outlook(Stage.NOTHING, head), head
        if any(child.lower_ == "since" and child.dep_ == "mark" for child in node.children):
            return Outlook(Stage.PAST), head
        if node.tag_ == "VBG" and not children(node, "mark", "nsubj"):
            return _with_own(outlook, head), head
        return None
    if relation in ("ccomp", "xcomp", "oprd"):
        if is_hearsay(head):
            return _as_hearsay(outlook, head), head
        if relation == "xcomp" and _is_infinitive(node) and _is_communicating(head):
            return outlook, head
        if head.pos_ == "ADJ":
            return _by_word(outlook, head, "ADJ"), head
        if not is_verb(head):
            return _by_word(outlook, head, "NOUN"), head
        return _by_verb(node, outlook, head), head
    if relation in ("aux", "auxpass"):
        return outlook, head
    if relation == "acomp":
        return outlook, head
    if relation in ("pcomp", "pobj", "prep", "agent"):
        return _by_preposition(node, outlook)
    if relation in ("nsubj", "nsubjpass", "dobj", "attr") and not is_verb(node):
        return (_by_verb(node, outlook, head), head) if is_verb(head) else (outlook, head)
    if relation == "dobj" and node.tag_ == "VBG":
        return _by_verb(node, outlook, head), head
    return None


def _as_hearsay(outlook: Outlook, verb: Token) -> Outlook:
    """What is only said of an act leaves it a charge of nobody's: no act that counts."""
    if outlook.stage is Stage.DONE:
        return Outlook(Stage.PAST, verb)
    return Outlook(Stage.CONDITIONAL, verb) if outlook.stage in PROSPECTS else outlook


def _is_infinitive(verb: Token) -> bool:
    return verb.tag_ == "VB" and any(child.tag_ == "TO" for child in verb.children)


def _is_rank(noun: Token) -> bool:
    """Whether the noun, said of somebody, ranks him: "became the first country to …"."""
    is_said_of = noun.dep_ == "attr" and is_verb(noun.head)
    return is_said_of and any(child.lower_ in RANKS for child in noun.children)


def _is_communicating(verb: Token) -> bool:
    """Whether what follows is why they spoke: "telephoned to discuss", not "called on … to"."""
    if verb.lemma_ not in COMMUNICATING:
        return False
    asks = {"for", "on", "upon"} if verb.lemma_ == "call" else {"to"}
    return not any(child.lower_ in asks for child in children(verb, "prep", "prt"))


def _has_colon(first: Token, second: Token) -> bool:
    """Whether a colon stands between: what follows explains, and bears not on what is before."""
    return any(token.text == ":" for token in first.doc[first.i : second.i])


def _report_above(verb: Token) -> Token:
    """The verb itself: what reports the first of two joined verbs reports the second too."""
    return verb


def _by_preposition(node: Token, outlook: Outlook) -> tuple[Outlook, Token] | None:
    """A step through a preposition: "accused of …", "the plan of …", "by …-ing"."""
    preposition = node if node.dep_ in ("prep", "agent") else node.head
    above = preposition.head
    word = preposition.lower_
    if outlook.stage in PROSPECTS and is_campaign(preposition):
        return Outlook(Stage.NOTHING, above), above
    if is_verb(node) or (node.dep_ == "pcomp"):
        if word in OPENING_PREPOSITIONS and is_verb(above):
            stage = _stage_of_word(above.lemma_.lower(), "VERB")
            if above.lemma_ in ("insist", "keen", "plan", "aim"):
                return Outlook(Stage.NOTHING, above), above
            return (
                (_with_own(outlook, above), above)
                if stage is not Stage.PLANNED
                else (
                    Outlook(Stage.PLANNED, above),
                    above,
                )
            )
        if above.pos_ in ("VERB", "ADJ", "NOUN"):
            stage = _stage_of_word(above.lemma_.lower(), above.pos_)
            if stage in (Stage.OFFERED, Stage.PLANNED, Stage.REFUSED, Stage.THREATENED):
                return _compose(outlook, stage, above), above
        return Outlook(Stage.NOTHING, above), above
    if "presuppose" in cue_classes(word, "ADP") and word != "of":
        return Outlook(Stage.PAST), above
    if is_verb(above):
        stage = _stage_of_word(above.lemma_.lower(), "VERB")
        if stage in (Stage.OFFERED, Stage.PLANNED, Stage.REFUSED, Stage.THREATENED, Stage.DENIED):
            return _with_own(_compose(outlook, stage, above), above), above
        if stage is Stage.NOTHING and cue_classes(above.lemma_.lower(), "VERB"):
            return Outlook(Stage.NOTHING, above), above
        return _with_own(outlook, above), above
    return outlook, above


def _by_word(outlook: Outlook, word: Token, part_of_speech: str) -> Outlook:
    """The outlook under an adjective or a noun: "ready to …", "the decision to …"."""
    stage = _stage_of_word(word.lemma_.lower(), part_of_speech)
    if part_of_speech == "ADJ" and is_negated(word.head if is_verb(word.head) else word):
        stage = Stage.REFUSED if stage is Stage.OFFERED else Stage.NOTHING
    return _compose(outlook, stage, word)


def _by_verb(node: Token, outlook: Outlook, verb: Token) -> Outlook:
    """The outlook under a verb, with the verb's own auxiliaries and negation."""
    lemma = verb.lemma_.lower()
    relation = node.dep_
    if relation == "ccomp" and is_speech(verb) and not _is_bare_infinitive(node):
        if is_negated(verb):
            return Outlook(Stage.NOTHING, verb)
        stage = _stage_of_word(lemma, "VERB")
        if "blame" in cue_classes(lemma, "VERB"):
            return outlook
        if stage in (Stage.OFFERED, Stage.THREATENED) and outlook.stage is Stage.PLANNED:
            return Outlook(stage, verb)
        return outlook
    if relation == "ccomp" and lemma in ("be", "mean"):
        return outlook
    if relation == "xcomp" and lemma == "be":
        return _compose(outlook, Stage.PLANNED, verb)
    if relation == "xcomp" and lemma in ("go",) and verb.tag_ == "VBG":
        return _compose(outlook, Stage.PLANNED, verb)
    if relation in ("xcomp", "ccomp") and lemma == "have":
        return Outlook(Stage.NOTHING, verb)
    stage = _stage_of_word(lemma, "VERB")
    classes = cue_classes(lemma, "VERB")
    if relation in ("nsubj", "nsubjpass"):
        if "fail" in classes and relation == "nsubj":
            stage = Stage.FAILED
        elif relation == "nsubjpass" and _is_called_off(verb):
            stage = Stage.REFUSED
        elif relation == "nsubjpass" and "stop" in classes:
            stage = Stage.STOPPED
        elif relation == "nsubjpass" and classes & {"intend", "promise", "refuse"}:
            pass
        elif classes & {"request", "hypothetical"} and relation == "nsubjpass":
            stage = Stage.NOTHING
        else:
            stage = Stage.DONE
    if "fail" in classes and relation == "xcomp":
        stage = Stage.FAILED
    if relation == "xcomp" and is_speech(verb) and not classes - {"speech", "weak_speech"}:
        stage = Stage.DONE
    return _with_own(_compose(outlook, stage, verb), verb)


def _is_called_off(verb: Token) -> bool:
    """Whether what its passive is said of does not come to be: "was cancelled", "was put off"."""
    if verb.lemma_ in ("cancel", "postpone", "scrap", "shelve", "abandon"):
        return True
    return verb.lemma_ in ("call", "put") and any(
        child.lower_ == "off" for child in children(verb, "prt", "advmod")
    )


def _is_bare_infinitive(verb: Token) -> bool:
    """Whether the clause is wanted rather than told: "demanded that Chad leave"."""
    return verb.tag_ == "VB" and not children(verb, "aux", "auxpass")


def _with_own(outlook: Outlook, verb: Token) -> Outlook:
    """The outlook with the auxiliaries and negation of a verb above: "will start …-ing"."""
    own = _own_stage(verb)
    if own is Stage.DONE:
        return outlook
    if own is Stage.NOTHING and is_negated(verb) and outlook.stage is Stage.REFUSED:
        return Outlook(Stage.NOTHING, verb)
    if own is Stage.PLANNED and outlook.stage in (Stage.STOPPED, Stage.REFUSED):
        return outlook
    return _compose(outlook, own, verb)


def _stage_of_word(lemma: str, part_of_speech: str) -> Stage:
    """What an operator makes of the act it governs; unknown words make nothing of it."""
    classes = cue_classes(lemma, "ADJ" if part_of_speech == "ADJ" else part_of_speech)
    if part_of_speech == "AUX":
        classes = cue_classes(lemma, "VERB")
    order = (
        ("threat", Stage.THREATENED),
        ("deny", Stage.DENIED),
        ("refuse", Stage.REFUSED),
        ("promise", Stage.OFFERED),
        ("intend", Stage.PLANNED),
        ("stop", Stage.STOPPED),
        ("transparent", Stage.DONE),
    )
    for name, stage in order:
        if name in classes:
            return stage
    return Stage.NOTHING
