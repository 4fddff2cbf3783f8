"""Words that point back to an actor: names again, "the ministry", "both sides", "it", "he", "its".

Read in the order of the text, each seeing what was resolved before it. Nothing is guessed: where
two antecedents fit, the word stays unresolved and makes no mention.
"""

import re
from dataclasses import replace
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc, Token

from orchestration.extract import offices
from orchestration.extract.dates import MONTHS, WEEKDAYS
from orchestration.extract.extensions import ActorMention, article_of, mentions_of, set_mentions
from orchestration.extract.history import SUBJECTS, History
from orchestration.extract.places import with_places
from orchestration.extract.pronouns import resolve_pronoun
from orchestration.extract.roles import RolePhrase, mentions_for, name_run
from orchestration.knowledge.actors import holders_on
from orchestration.knowledge.roles import (
    REFERENCE_KINDS,
    ReferencePhrase,
    goes_by_first_name,
    load_bare_names,
    load_references,
)

CONFIDENCE_OF_NAME_AGAIN = 0.9
CONFIDENCE_OF_SHARED_NAME = 0.8
CONFIDENCE_OF_OFFICE_TABLE = 0.85
CONFIDENCE_OF_ROLE_AGAIN = 0.8
CONFIDENCE_OF_LOCAL_ROLE = 0.6
CONFIDENCE_OF_PAIR = 0.85
CONFIDENCE_OF_COUNTRY = 0.75
HONORIFICS = frozenset(
    {"mr", "mr.", "mrs", "mrs.", "ms", "ms.", "dr", "dr.", "sir", "dame", "lord"}
)
# What follows a name without being it: "Ferdinand Marcos Jr.", "Leo XIV".
NAME_SUFFIX = re.compile(r"^(?:[JS]r\.?|[IVX]+)$")
BEFORE_A_MONTH = frozenset({"in", "of", "since", "until", "last", "this", "next", "early", "late"})
CALENDAR = frozenset((*WEEKDAYS, *MONTHS))


def family_names(mention: ActorMention) -> set[str]:
    """The words by which a person may be called again, from the full name in `mention`."""
    words = (mention.person or "").split()
    parts = [part for part in words if not NAME_SUFFIX.match(part)]
    if not parts:
        return set()
    if goes_by_first_name(mention.actor_code, mention.person or ""):
        names = {parts[0]}
    else:
        names = {" ".join(parts[start:]) for start in range(min(1, len(parts) - 1), len(parts))}
    for part in parts:
        if part.lower().startswith(("al-", "el-")):
            names.add(part)
            names.add(part[3:])
    if NAME_SUFFIX.match(words[-1]):
        names |= {f"{name} {words[-1]}" for name in names}
    return {name for name in names if len(name) > 1}


class ReferenceFinder:
    """Resolves the references of one Doc in one pass from left to right."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.history = History(doc, mentions_of(doc))
        self.open_roles = {phrase.start: phrase for phrase in doc._.open_roles}
        self.table: dict[str, list[ActorMention]] = {}
        self.strangers: set[tuple[str, str]] = set()
        named = {mention.actor_code for mention in mentions_of(doc)}
        for holder in holders_on(article_of(doc).published_date):
            if holder.actor_code in named:
                person = ActorMention(
                    0,
                    0,
                    0,
                    "person",
                    holder.actor_code,
                    holder.sector,
                    holder.person,
                    holder.office,
                )
                for name in set().union(
                    *(family_names(replace(person, person=name)) for name in holder.names)
                ):
                    self.table.setdefault(name, []).append(person)

    def resolve(self) -> list[ActorMention]:
        """All mentions, those that point back included."""
        index = 0
        while index < len(self.doc):
            found, index = self._at(index)
            for mention in found:
                self.history.add(mention)
        return self.history.mentions

    def _at(self, index: int) -> tuple[list[ActorMention], int]:
        """The references that begin at the token, and the token to go on with."""
        token = self.doc[index]
        if not token.dep_:
            return [], index + 1
        pair = self._phrase(index, kinds=("pair",))
        if pair is not None:
            return pair
        if index in self.open_roles:
            phrase = self.open_roles[index]
            found = self._role(phrase)
            if found:
                return found, max(phrase.end, index + 1)
        if self.history.is_covered(index):
            return [], index + 1
        phrase_found = self._phrase(index)
        if phrase_found is not None:
            return phrase_found
        if token.lower_ == "both" and token.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj"):
            # What "objected to both" means may be two deeds; "both of them" are the two.
            is_open = token.dep_ not in SUBJECTS and not any(
                of.lower_ == "of" for of in token.children
            )
            return self._pair(index, index + 1, near_only=is_open), index + 1
        if token.tag_[:2] == "NN" and token.lower_ in self._organisation_words(index):
            found = self._organisation_again(token)
            if found:
                return found, index + 1
        if token.lower_ in ("former", "latter"):
            return self._former_or_latter(token), index + 1
        if token.tag_ in ("PRP", "PRP$"):
            return resolve_pronoun(token, self.history), index + 1
        if token.text[:1].isupper() and token.text != "I":
            return self._name_again(index)
        return [], index + 1

    def _name_again(self, index: int) -> tuple[list[ActorMention], int]:
        """A person told of before, by the whole name or the family name."""
        run = name_run(self.doc, index, self.history.covered)
        if run is None:
            return [], index + 1
        start, end = run
        if end - start > 1 and self.doc[start].lower_ in CALENDAR:
            # "On Monday Pérez met Li": the day is no part of the name.
            start += not self._known_as(self.doc[start:end].text, start)
        while start < end and self.doc[start].lower_ in HONORIFICS:
            start += 1
        text = self.doc[start:end].text
        is_also_a_word = text in load_bare_names()
        known = self._known_as(text, start, told_only=is_also_a_word)
        if is_also_a_word and not self._is_person(start):
            known = []
        if not known:
            if end - start > 1:
                self.strangers.add((self.doc[start].text, self.doc[end - 1].text))
            return [], max(end, index + 1)
        codes = {person.actor_code for person in known}
        if len(codes) > 1:
            return [], end
        latest = known[-1]
        people = {person.person for person in known}
        is_from_table = latest.end == 0
        confidence = CONFIDENCE_OF_OFFICE_TABLE if is_from_table else CONFIDENCE_OF_NAME_AGAIN
        if len(people) > 1:
            confidence = CONFIDENCE_OF_SHARED_NAME
        found = ActorMention(
            start,
            end,
            self.doc[start:end].root.i,
            "person",
            latest.actor_code,
            sector=latest.sector,
            person=text if len(people) > 1 else latest.person,
            title_text=latest.title_text if len(people) == 1 and not is_from_table else None,
            resolved_from=None if is_from_table or len(people) > 1 else latest,
            confidence=confidence,
        )
        return [found], end

    def _is_person(self, index: int) -> bool:
        """Whether a name that is also a word or a month stands for a person at the token."""
        token = self.doc[index]
        beside = [self.doc[i] for i in (index - 1, index + 1) if 0 <= i < len(self.doc)]
        return (
            token.tag_.startswith("NNP")
            and not any(near.like_num for near in beside)
            and not (index > 0 and self.doc[index - 1].lower_ in BEFORE_A_MONTH)
        )

    def _known_as(self, text: str, before: int, *, told_only: bool = False) -> list[ActorMention]:
        """The people named before whom `text` may mean, in order; else those of the table.

        The table holds nobody whose name somebody else bears in the text: after "Li Wei, a farmer",
        "Li" is not the premier. Which of a stranger's names is that of the family is not known.
        """
        told: dict[str, ActorMention] = {}
        for mention in self.history.before(before):
            if mention.person and (text == mention.person or text in family_names(mention)):
                told.setdefault(mention.person, mention)
        if told or told_only:
            return list(told.values())
        return [
            person
            for person in self.table.get(text, [])
            if not any(text in names for names in self.strangers)
        ]

    def _role(self, phrase: RolePhrase) -> list[ActorMention]:
        """A role without an actor beside it: "its minister", "the embassy", "Minister Pérez"."""
        owners: list[ActorMention] = []
        confidence = CONFIDENCE_OF_ROLE_AGAIN
        if phrase.possessor is not None:
            pronoun = self.doc[phrase.possessor]
            owners = resolve_pronoun(pronoun, self.history)
            is_counterpart = phrase.role.noun == "counterpart"
            if is_counterpart or not owners:
                return owners
            for owner in owners:
                self.history.add(owner)
        elif phrase.name:
            person = self.doc[phrase.name[0] : phrase.name[1]].text
            owners = self._known_as(person, phrase.start)[-1:]
            if not owners:
                owners = offices.only_country(self.history, phrase.start)
                confidence = CONFIDENCE_OF_LOCAL_ROLE
        elif offices.is_of_two(self.doc, phrase):
            people = phrase.role.kind == "person"
            doers = self._acts_on(self.doc[phrase.noun])
            owners = self.history.pair_before(phrase.start, doers, of_people=people)
            confidence = CONFIDENCE_OF_PAIR
        else:
            owners, is_known = self._office(phrase)
            confidence = CONFIDENCE_OF_ROLE_AGAIN if is_known else CONFIDENCE_OF_LOCAL_ROLE
        if not owners:
            return []
        origin = owners[0] if owners[0].end else None
        resolved = replace(phrase, owners=tuple(owners), confidence=confidence)
        made = []
        for mention in mentions_for(self.doc, resolved):
            bearer = mention.person
            is_person = phrase.role.kind == "person"
            if phrase.name is None and origin is not None and phrase.is_definite and is_person:
                bearer = origin.person
            made.append(replace(mention, resolved_from=origin, person=bearer))
        return made

    def _office(self, phrase: RolePhrase) -> tuple[list[ActorMention], bool]:
        """Whose office it is, and whether the text has named it or its body before."""
        inner = offices.body_of(self.doc, phrase, self.open_roles)
        if inner is not None:
            body = self._role(inner)
            for mention in body:
                self.history.add(mention)
            return body, True
        seated = offices.seat_beside(self.history, phrase)
        if seated is not None:
            return seated, True
        if phrase.is_definite:
            named = offices.named_before(self.history, phrase)
            if named is not None:
                return named, True
        return offices.local_to(self.history, phrase), False

    def _phrase(
        self, index: int, kinds: tuple[str, ...] = REFERENCE_KINDS
    ) -> tuple[list[ActorMention], int] | None:
        """A phrase of `references.csv` at the token: "both sides", "the bloc", "the North"."""
        for reference in _references_by_first_word().get(self.doc[index].lower_, ()):
            if reference.kind not in kinds:
                continue
            words = reference.phrase.split()
            span = self.doc[index : index + len(words)]
            if len(span) != len(words) or not _is_phrase(span.text, reference):
                continue
            if any(self.history.is_covered(token.i) for token in span):
                continue
            end = index + len(words)
            if reference.kind == "pair":
                return self._pair(index, end), end
            is_whole = words[0] == "the" or (index > 0 and self.doc[index - 1].lower_ == "the")
            follows = self.doc[end] if end < len(self.doc) else None
            is_modifier = follows is not None and follows.tag_.startswith(("NN", "HYPH"))
            if is_whole and not is_modifier:
                return self._one(index, end, reference), end
        return None

    def _pair(self, start: int, end: int, *, near_only: bool = False) -> list[ActorMention]:
        doers = self._acts_on(self.doc[start:end].root)
        codes = self.history.pair_before(start, doers, near_only=near_only)
        return [
            self._reference(start, end, origin, CONFIDENCE_OF_PAIR)
            for origin in sorted(codes, key=lambda mention: mention.actor_code)
        ]

    def _acts_on(self, noun: Token) -> frozenset[str]:
        """Who does something to the two: "Chad urged both sides" has three."""
        verb = noun.head
        if noun.dep_ == "pobj" and noun.head.lower_ in ("against", "on", "to", "upon"):
            verb = noun.head.head
        elif noun.dep_ not in ("dobj", "dative"):
            return frozenset()
        while verb.dep_ == "conj" and not any(child.dep_ in SUBJECTS for child in verb.children):
            verb = verb.head
        return frozenset(m.actor_code for m in self.history.subject_mentions(verb))

    def _one(self, start: int, end: int, reference: ReferencePhrase) -> list[ActorMention]:
        """The last country, or the only organisation, named before a phrase for one."""
        before = self.history.before(start)
        if reference.actor_codes:
            fitting = [m for m in before if m.actor_code in reference.actor_codes]
            fitting = fitting or [
                m for m in self.history.mentions if m.actor_code in reference.actor_codes
            ]
        elif reference.kind == "organisation":
            fitting = [m for m in before if m.kind == "organisation"]
        else:
            fitting = [m for m in before if self.history.is_state(m)]
            here = {m.actor_code for m in fitting if self.history.in_sentence_of(m, start)}
            is_owner = self.doc[start:end].root.dep_ == "poss"
            if len(here) > 1 and not is_owner:
                return []
        if not fitting or (
            reference.kind == "organisation" and len({m.actor_code for m in fitting}) > 1
        ):
            return []
        return [self._reference(start, end, fitting[-1], CONFIDENCE_OF_COUNTRY)]

    def _organisation_words(self, before: int) -> set[str]:
        """The last words of the organisations named so far: "council", "league"."""
        return {
            self.doc[mention.end - 1].lower_
            for mention in self.history.before(before)
            if mention.kind == "organisation" and mention.length > 1
        }

    def _organisation_again(self, token: Token) -> list[ActorMention]:
        """ "The council" for the one told of before, where only one is called so."""
        if token.i == 0 or self.doc[token.i - 1].lower_ not in ("the", "this"):
            return []
        if token.dep_ in ("compound", "amod", "poss") and token.head.i > token.i + 1:
            return []
        named = [
            mention
            for mention in self.history.before(token.i)
            if mention.kind == "organisation"
            and mention.length > 1
            and self.doc[mention.end - 1].lower_ == token.lower_
        ]
        if len({mention.actor_code for mention in named}) != 1:
            return []
        return [self._reference(token.i, token.i + 1, named[-1], CONFIDENCE_OF_COUNTRY)]

    def _former_or_latter(self, token: Token) -> list[ActorMention]:
        """ "The former" and "the latter" of the two actors named last."""
        if token.i == 0 or self.doc[token.i - 1].lower_ != "the":
            return []
        if token.dep_ in ("amod", "compound") or (
            token.i + 1 < len(self.doc) and self.doc[token.i + 1].tag_.startswith("NN")
        ):
            return []
        pair = self.history.pair_before(token.i)
        if len(pair) != 2:
            return []
        origin = pair[0] if token.lower_ == "former" else pair[1]
        return [self._reference(token.i, token.i + 1, origin, CONFIDENCE_OF_PAIR)]

    def _reference(
        self, start: int, end: int, origin: ActorMention, confidence: float
    ) -> ActorMention:
        return ActorMention(
            start,
            end,
            self.doc[start:end].root.i,
            "reference",
            origin.actor_code,
            sector=None,
            resolved_from=origin,
            confidence=confidence,
        )


@cache
def _references_by_first_word() -> dict[str, tuple[ReferencePhrase, ...]]:
    """The reference phrases by their first word in lower case, each list in the file's order."""
    found: dict[str, tuple[ReferencePhrase, ...]] = {}
    for reference in load_references():
        first = reference.phrase.split()[0].lower()
        found[first] = (*found.get(first, ()), reference)
    return found


def _is_phrase(text: str, reference: ReferencePhrase) -> bool:
    """Whether the words are the phrase; capitals count only where the phrase has them."""
    words, wanted = text.split(), reference.phrase.split()
    return len(words) == len(wanted) and all(
        word == want if want[:1].isupper() else word.lower() == want
        for word, want in zip(words, wanted, strict=True)
    )


@Language.factory(
    "demarche_references",
    requires=["doc._.mentions", "doc._.open_roles", "token.dep", "token.tag"],
    assigns=["doc._.mentions"],
)
class ReferenceMarker:
    """Adds to `doc._.mentions` what points back to an actor named before."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """The same `doc`."""
        set_mentions(doc, with_places(doc, ReferenceFinder(doc).resolve()))
        return doc
