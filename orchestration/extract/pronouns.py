"""Pronouns: "he", "she" and "his" for a person, "it" and "its" for a body, "they" for several.

The antecedent is the subject of a clause around the pronoun, or the party that is asked to act
("urged Chad to open its border"), else the subject of the sentence before. A pronoun inside
quotation marks never looks beyond its sentence. Where nothing or more than one fits, no mention.
"""

from itertools import pairwise

from spacy.tokens import Token

from orchestration.extract.extensions import ActorMention
from orchestration.extract.history import SUBJECTS, History
from orchestration.extract.wordlists import words
from orchestration.knowledge.lexicon import cue_classes, entries_by_word

PERSONAL = frozenset({"he", "she", "him", "her", "his", "hers", "himself", "herself"})
NEUTRAL = frozenset({"it", "its", "itself"})
PLURAL = frozenset({"they", "them", "their", "theirs"})
SPEECH = words(
    "say add tell state note stress warn announce claim declare insist explain argue report "
    "continue acknowledge reiterate emphasise emphasize urge call"
)
EMPTY_VERBS = frozenset({"be", "seem", "appear", "become", "remain"})
MALE = words("spokesman chairman king prince mr mr. sultan emir congressman he him his")
FEMALE = words("spokeswoman chairwoman queen princess mrs mrs. ms ms. congresswoman she her hers")
ACTING_CLASSES = frozenset({"promise", "intend", "refuse", "threat"})
CONFIDENCE_IN_SENTENCE = 0.8
CONFIDENCE_OF_SPEAKER = 0.8
CONFIDENCE_ACROSS = 0.7
SENTENCES_BACK = 2


def resolve_pronoun(token: Token, history: History) -> list[ActorMention]:
    """The mention (for "they" mentions) that the pronoun makes; empty where it is not resolved."""
    word = token.lower_
    if word in PERSONAL:
        antecedents, confidence = _for_person(token, history)
    elif word in NEUTRAL:
        antecedents, confidence = _for_body(token, history)
    elif word in PLURAL:
        antecedents, confidence = _for_several(token, history)
    else:
        return []
    return [
        ActorMention(
            token.i,
            token.i + 1,
            token.i,
            "reference",
            origin.actor_code,
            sector=origin.sector,
            person=origin.person if word in PERSONAL else None,
            resolved_from=origin,
            confidence=confidence,
        )
        for origin in antecedents
    ]


def _for_person(token: Token, history: History) -> tuple[list[ActorMention], float]:
    for subjects in subjects_around(token, history, reaches_forward=token.tag_ == "PRP$"):
        people = _people(subjects, token, history)
        if len(people) == 1:
            return people, CONFIDENCE_IN_SENTENCE
    if in_quotation(token):
        return [], 0.0
    for back in range(1, SENTENCES_BACK + 1):
        subjects = history.subjects_of_previous(token.i, back)
        people = _people(subjects, token, history)
        if len(people) == 1:
            return people, CONFIDENCE_ACROSS
        if people:
            return [], 0.0
    number = history.sentence_index[token.i]
    first = history.sentences[max(0, number - 1)].start
    near = [m for m in history.before(token.i) if m.start >= first]
    people = _people(near, token, history)
    return (people, CONFIDENCE_ACROSS) if len(people) == 1 else ([], 0.0)


def _people(mentions: list[ActorMention], token: Token, history: History) -> list[ActorMention]:
    """The distinct people among the mentions whose sex the pronoun does not rule out."""
    distinct: dict[str, ActorMention] = {}
    for mention in mentions:
        if not history.is_person(mention) or _is_other_sex(mention, token, history):
            continue
        name = mention.person or str((mention.start, mention.end))
        distinct[name] = mention
    return list(distinct.values())


def _is_other_sex(mention: ActorMention, token: Token, history: History) -> bool:
    words = {word.lower() for word in (mention.title_text or "").split()}
    if mention.start:
        words.add(history.doc[mention.start - 1].lower_)
    is_female = token.lower_ in FEMALE
    return bool(words & (MALE if is_female else FEMALE)) and not words & (
        FEMALE if is_female else MALE
    )


def _for_body(token: Token, history: History) -> tuple[list[ActorMention], float]:
    if token.lower_ == "it" and _is_empty(token):
        return [], 0.0
    for subjects in subjects_around(token, history, reaches_forward=token.tag_ == "PRP$"):
        bodies = _bodies(subjects, history)
        if len(bodies) == 1:
            return bodies, CONFIDENCE_IN_SENTENCE
        if bodies:
            return [], 0.0
    if in_quotation(token):
        return [], 0.0
    if token.dep_ in SUBJECTS and token.head.lemma_ in SPEECH:
        bodies = _bodies(history.subjects_of_previous(token.i), history)
        return (bodies, CONFIDENCE_OF_SPEAKER) if len(bodies) == 1 else ([], 0.0)
    if token.dep_ in SUBJECTS or token.dep_ == "poss":
        bodies = _bodies(history.subjects_of_previous(token.i), history)
        if len(bodies) == 1:
            start = history.sentence_of(token.i).start
            here = {
                m.actor_code
                for m in history.before(token.i)
                if m.start >= start and not history.is_person(m)
            }
            if here <= {bodies[0].actor_code}:
                return bodies, CONFIDENCE_ACROSS
    return [], 0.0


def _bodies(mentions: list[ActorMention], history: History) -> list[ActorMention]:
    """The distinct actors among the mentions that are no persons; the last mention of each."""
    distinct = {m.actor_code: m for m in mentions if not history.is_person(m)}
    return list(distinct.values())


def _is_empty(token: Token) -> bool:
    """Whether "it" stands for a clause: "it is clear that", "it was stated that"."""
    verb = token.head
    if token.dep_ == "expl":
        return True
    kinds = {child.dep_ for child in verb.children}
    if verb.lemma_ in EMPTY_VERBS and verb.pos_ in ("AUX", "VERB"):
        if any(child.dep_ == "acomp" and _is_said_of_actors(child) for child in verb.children):
            return False
        return bool(kinds & {"acomp", "ccomp", "xcomp", "advcl", "attr", "csubj"})
    return token.dep_ == "nsubjpass" and bool(kinds & {"ccomp", "csubj", "advcl"})


def _is_said_of_actors(adjective: Token) -> bool:
    """Whether only somebody who acts can be it: "ready", "concerned", not "clear"."""
    word = adjective.lemma_.lower()
    return bool(cue_classes(word, "ADJ") & ACTING_CLASSES) or (word, "ADJ") in entries_by_word()


def _for_several(token: Token, history: History) -> tuple[list[ActorMention], float]:
    for subjects in subjects_around(token, history, reaches_forward=False):
        if _is_several(subjects, history):
            return _distinct(subjects), CONFIDENCE_IN_SENTENCE
        if subjects:
            break
    if in_quotation(token):
        return [], 0.0
    if token.dep_ in ("dobj", "pobj", "dative"):
        return _group_before(token, history), CONFIDENCE_ACROSS
    if token.dep_ not in SUBJECTS:
        return [], 0.0
    subjects = history.subjects_of_previous(token.i)
    return (_distinct(subjects), CONFIDENCE_ACROSS) if _is_several(subjects, history) else ([], 0.0)


def _group_before(token: Token, history: History) -> list[ActorMention]:
    """Those whom "them" means as an object: the only group that the sentence before joins.

    "… over the drill of Chad, Mali and Niger. It warned them …": all names of the sentence but
    the acting one, where commas and "and" alone part them.
    """
    number = history.sentence_index[token.i]
    if not number:
        return []
    acting = {
        m.actor_code
        for found in subjects_around(token, history, reaches_forward=False)
        for m in found
    }
    acting |= {m.actor_code for m in history.subjects_of_previous(token.i)}
    sentence = history.sentences[number - 1]
    others = [
        m
        for m in sorted(history.before(sentence.end), key=lambda m: m.start)
        if m.start >= sentence.start and not m.is_place and m.actor_code not in acting
    ]
    names = [m for m in others if m.kind in ("country", "organisation", "government_seat")]
    if len(names) < 2 or len({m.actor_code for m in others}) != len(names):
        return []
    for one, other in pairwise(names):
        between = {word.lower_ for word in history.doc[one.end : other.start]}
        if not between <= {",", "and", "the"}:
            return []
    return names


def _is_several(mentions: list[ActorMention], history: History) -> bool:
    """Whether the mentions are more than one actor, or a group of people of one."""
    if len({mention.actor_code for mention in mentions}) > 1:
        return True
    return any(history.doc[m.head].tag_ in ("NNS", "NNPS") for m in mentions)


def _distinct(mentions: list[ActorMention]) -> list[ActorMention]:
    return list({mention.actor_code: mention for mention in mentions}.values())


def subjects_around(
    token: Token, history: History, *, reaches_forward: bool
) -> list[list[ActorMention]]:
    """The actors that govern the clauses around `token`, the innermost first.

    For each verb above it the actors of its subject, if that stands before the token and does not
    hold it; a verb without a subject has the party asked to act, or the subject of the verb it is
    joined to; of what was said before its verb of saying too ("Chad will pay, its minister said").
    With `reaches_forward` a subject after the token counts where the token stands in
    an adjunct before the main clause ("During his visit, the minister").
    """
    found: list[list[ActorMention]] = []
    node = token
    while node.head.i != node.i:
        verb = node.head
        if verb.pos_ in ("VERB", "AUX"):
            subjects = [
                child
                for child in verb.children
                if child.dep_ in SUBJECTS and child.i not in (node.i, token.i)
            ]
            if subjects and not any(token.i in _indices(subject) for subject in subjects):
                is_before = subjects[0].i < token.i
                is_adjunct = node.dep_ in ("prep", "advcl") and node.i < subjects[0].i
                if is_before or (reaches_forward and is_adjunct):
                    found.append(history.subject_mentions(verb))
            elif (
                not subjects
                and verb.dep_ in ("xcomp", "ccomp", "advcl", "pcomp", "acl")
                and not _is_told(node, verb)
            ):
                asked = _asked_party(verb, history)
                if asked:
                    found.append(asked)
        told = [child for child in verb.children if child.dep_ == "ccomp" and child.i < token.i]
        if token.tag_ == "PRP$" and told and verb.lemma_ in SPEECH:
            found.append(history.subject_mentions(told[-1]))
        node = verb
    return [actors for actors in found if actors]


def _is_told(subject: Token, verb: Token) -> bool:
    """Whether the clause is told, not asked for: in "told Chad that it was …" nobody is to act."""
    told = verb.dep_ == "ccomp" and subject.dep_ in SUBJECTS
    return told and (verb.tag_ in ("VBD", "VBZ", "VBP") or _has_helper(verb))


def _has_helper(verb: Token) -> bool:
    return any(child.tag_ in ("MD", "VBD", "VBZ", "VBP") for child in verb.children)


def _indices(token: Token) -> range:
    return range(token.left_edge.i, token.right_edge.i + 1)


def _asked_party(verb: Token, history: History) -> list[ActorMention]:
    """Who is to do what a verb in the infinitive says: "urged Chad to …", "called on Chad to …"."""
    governor = verb.head
    for child in governor.children:
        if child.dep_ in ("dobj", "dative") and child.i < verb.i:
            actors = history.actors_of_noun(child)
            if actors:
                return actors
    for child in governor.children:
        if (
            child.dep_ == "prep"
            and child.lower_ in ("on", "upon", "to", "for")
            and child.i < verb.i
        ):
            for noun in child.children:
                if noun.dep_ == "pobj":
                    actors = history.actors_of_noun(noun)
                    if actors:
                        return actors
    return []


def in_quotation(token: Token) -> bool:
    """Whether an odd number of quotation marks stands before the token in its paragraph."""
    doc, is_open = token.doc, False
    index = token.i
    start = index
    while start > 0 and "\n" not in doc[start - 1].text:
        start -= 1
    for other in doc[start:index]:
        if other.text in ('"', "''", "``"):
            is_open = not is_open
        elif other.text == "“":
            is_open = True
        elif other.text == "”":
            is_open = False
    return is_open
