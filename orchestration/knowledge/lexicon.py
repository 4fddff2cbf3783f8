"""Events: the fifteen types, the words that tell of them, and the cues of status and context.

Reviewed CSV files beside this module. A row of `lexicon.csv` is a *family*: words used in one
construction, with where its source and target stand, an example that must give the events beside
it and a counter-example that must give none of the family. A word never stands alone: particle,
object, complement and condition say when it tells of the act. `load_lexicon` gives one entry a
word. The files' columns are described at the dataclasses; `NOTICE.md` names the sources.
"""

from collections import defaultdict
from dataclasses import dataclass
from functools import cache, cached_property

from orchestration.knowledge.actors import read_knowledge

CONDITIONS = frozenset(
    {
        "addressed",  # the target is a state or an office, no private person or thing
        "affirmed",  # not where the verb is negated
        "armed",  # the source is an armed force, or the actor itself
        "blow",  # the source is named by its weapon or its attack
        "bodily",  # against people, places or things, not words
        "blacklist",  # the list is one of the punished or feared
        "by_organisation",  # the source is an organisation
        "by_source",  # only in words of the source's own ("said it expected …")
        "cooperative",  # something helpful is promised, not any act
        "crowd",  # the source is civilians, no office
        "deepof",  # the owner of what is ended is the target
        "diplomat",  # the object is a diplomat or a mission
        "expelled",  # passive, and nobody is named who did it
        "forces",  # what moves is a force
        "future",  # with will or would
        "helper",  # the source acts for a state or organisation, or is a doctor or aid worker
        "joint",  # the object is joint, or done with the other side
        "loose",  # the source may own the weapon or tool that acts
        "forum",  # an organisation after "to" only hears of the deed
        "mutual",  # several subjects act on each other; one subject acts alone
        "negated",  # only where the verb is negated
        "no_advice",  # the object is no warning to travellers or of weather
        "no_complement",  # not where the object is called something
        "no_grata",  # "persona non grata" follows
        "no_penalty",  # the blow is not a sanction or a rule
        "official",  # the source acts for a state or organisation, no private person or firm
        "organisation",  # the target is an organisation
        "outer",  # several subjects do it with another side, not with each other
        "own",  # of what the source itself would do
        "people",  # the object is a person or people
        "person",  # the target is a person or an office, not a bare country
        "place",  # the target may be named as a place
        "should",  # the complement is wanted, not told
        "speech_noun",  # the thing yielded to is a demand or the like
        "state",  # the source is a state or its office
        "symmetric",  # both sides act; of several subjects each with each
        "transitive",  # with an object
        "traveller",  # the source is an office-holder or a delegation
        "unit",  # the source is a force, a ship or a weapon, not a state as such
        "unjoint",  # not with the other side
        "unopposed",  # not with a weapon or an attack
        "weapon",  # the source is a weapon or a force
    }
)


@dataclass(frozen=True)
class EventType:
    """A root code, with its modes in the codebook's order and the score of each.

    `intensity` is keyed by mode, the type without a mode under "".
    """

    event_type: str
    quad_class: int
    definition: str
    modes: tuple[str, ...]
    intensity: dict[str, float]

    @property
    def is_cooperation(self) -> bool:
        """Whether it is verbal or material cooperation."""
        return self.quad_class <= 2


@dataclass(frozen=True)
class Shift:
    """What an act of a type becomes when it is not (yet) done; None where it is no event."""

    event_type: str
    when_planned: str
    planned_status: str
    when_offered: str
    when_refused: str | None
    when_stopped: str | None
    when_failed: str | None


@dataclass(frozen=True)
class LexiconEntry:
    """One word in one construction.

    `particles`: one of these stands beside the word. `objects`: its object is one of these (nouns
    or compounds; `@name` is a class of `word_classes.csv`), or, where one begins with a
    preposition and a colon, the noun after that preposition. `complement`: "to", "that" or "".
    `source` and `target` are slots, the first that holds an actor counts: subject, object, dative,
    complement, inner, owner, visitor, between, frame, acl, response, condition (who acts in an
    if-clause), site (in whose land a site was hit), in_land (a country after "in"), answer (who is
    answered), or a preposition.
    """

    entry_id: str
    family: str
    event_type: str
    mode: str | None
    part_of_speech: str
    lemma: str
    particles: frozenset[str]
    objects: frozenset[str]
    prepositional_objects: frozenset[tuple[str, str]]
    complement: str
    source: str
    target: tuple[str, ...]
    conditions: frozenset[str]
    order: int

    @cached_property
    def objects_after(self) -> dict[str, frozenset[str]]:
        """The nouns wanted after a preposition, by it; of "to" actions too."""
        found: dict[str, set[str]] = defaultdict(set)
        for preposition, noun in self.prepositional_objects:
            found[preposition].add(noun)
        return {preposition: frozenset(nouns) for preposition, nouns in found.items()}

    @property
    def is_symmetric(self) -> bool:
        """Whether both sides act, at least where several are the subject."""
        return bool(self.conditions & {"symmetric", "mutual"})

    @property
    def specificity(self) -> int:
        """How much the entry asks for: of two that fit one word the higher counts."""
        return (
            2 * bool(self.particles)
            + 2 * bool(self.objects or self.prepositional_objects)
            + bool(self.complement)
            + bool(
                self.conditions
                & {
                    "blacklist",
                    "crowd",
                    "diplomat",
                    "forces",
                    "future",
                    "negated",
                    "no_grata",
                    "unit",
                }
            )
        )


@cache
def load_event_types() -> dict[str, EventType]:
    """The fifteen types by name, in the order of the file."""
    rows = defaultdict(list)
    for row in read_knowledge("event_types.csv"):
        rows[row["event_type"]].append(row)
    return {
        name: EventType(
            name,
            int(of_type[0]["quad_class"]),
            of_type[0]["definition"],
            tuple(row["mode"] for row in of_type if row["mode"]),
            {row["mode"]: float(row["intensity"]) for row in of_type},
        )
        for name, of_type in rows.items()
    }


@cache
def load_shifts() -> dict[str, Shift]:
    """What each type becomes when planned, offered, refused, stopped or failed."""
    return {
        row["event_type"]: Shift(
            row["event_type"],
            row["when_planned"],
            row["planned_status"],
            row["when_offered"],
            row["when_refused"] or None,
            row["when_stopped"] or None,
            row["when_failed"] or None,
        )
        for row in read_knowledge("status_shifts.csv")
    }


@cache
def load_word_classes() -> dict[str, frozenset[str]]:
    """Lemmas (or compounds of them) by class."""
    classes: dict[str, set[str]] = defaultdict(set)
    for row in read_knowledge("word_classes.csv"):
        classes[row["word_class"]].add(row["word"])
    return {name: frozenset(words) for name, words in classes.items()}


def in_class(word: str, word_class: str) -> bool:
    """Whether `word` is of the class; raises KeyError for a class that does not exist."""
    return word in load_word_classes()[word_class]


@cache
def load_lexicon() -> tuple[LexiconEntry, ...]:
    """All entries, one a word, in the order of the file."""
    entries = []
    for order, row in enumerate(read_knowledge("lexicon.csv")):
        objects, prepositional = _objects(row["objects"])
        for lemma in row["lemmas"].split("|"):
            entries.append(
                LexiconEntry(
                    f"{row['family']}.{lemma.replace(' ', '_')}",
                    row["family"],
                    row["event_type"],
                    row["mode"] or None,
                    row["part_of_speech"],
                    lemma,
                    frozenset(filter(None, row["particles"].split("|"))),
                    objects,
                    prepositional,
                    row["complement"],
                    row["source"],
                    tuple(filter(None, row["target"].split("|"))),
                    frozenset(filter(None, row["conditions"].split("|"))),
                    order,
                )
            )
    return tuple(entries)


@cache
def entries_by_word() -> dict[tuple[str, str], tuple[LexiconEntry, ...]]:
    """Entries by (lemma, part of speech), those that ask for most first."""
    found = defaultdict(list)
    for entry in load_lexicon():
        found[entry.lemma, entry.part_of_speech].append(entry)
    return {
        word: tuple(sorted(entries, key=lambda entry: (-entry.specificity, entry.order)))
        for word, entries in found.items()
    }


@cache
def load_cues() -> dict[tuple[str, str], frozenset[str]]:
    """Classes of status cues by (cue, part of speech)."""
    cues = defaultdict(set)
    for row in read_knowledge("status_cues.csv"):
        cues[row["cue"], row["part_of_speech"]].add(row["cue_class"])
    return {cue: frozenset(classes) for cue, classes in cues.items()}


def cue_classes(cue: str, part_of_speech: str) -> frozenset[str]:
    """The status classes of a word; empty where it is no cue."""
    return load_cues().get((cue, part_of_speech), frozenset())


@cache
def cues_of(cue_class: str) -> frozenset[str]:
    """All words of a class of status cues, whatever their part of speech."""
    return frozenset(cue for (cue, _), classes in load_cues().items() if cue_class in classes)


@cache
def load_lemmas() -> dict[str, str]:
    """Lemmas of the forms for which the English pipeline's rules give another word's ("staged")."""
    return {row["form"]: row["lemma"] for row in read_knowledge("lemmas.csv")}


@cache
def load_contexts() -> dict[str, tuple[str, ...]]:
    """Contexts by cue: a lemma, or several words with single spaces, in lower case."""
    found = defaultdict(list)
    for row in read_knowledge("contexts.csv"):
        found[row["cue"]].append(row["context"])
    return {cue: tuple(sorted(contexts)) for cue, contexts in found.items()}


def _objects(text: str) -> tuple[frozenset[str], frozenset[tuple[str, str]]]:
    """Object words and (preposition, word) pairs, with classes written out."""
    objects: set[str] = set()
    prepositional: set[tuple[str, str]] = set()
    preposition = ""
    for part in filter(None, text.split("|")):
        word = part
        if ":" in part:
            preposition, word = part.split(":", 1)
        words = load_word_classes()[word[1:]] if word.startswith("@") else {word}
        if preposition:
            prepositional |= {(preposition, each) for each in words}
        else:
            objects |= words
    return frozenset(objects), frozenset(prepositional)
