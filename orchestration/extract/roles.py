"""Roles: "the Russian deputy foreign minister", "Seoul's top nuclear envoy", "the army of Chad".

A role noun of `knowledge/roles.csv` speaks for the actor whose name stands before it in the noun
phrase or after "of", and brings its sector; a name in capitals beside it is the person. Found on
the words and tags around the noun rather than on the tree, which names with hyphens and long titles
lead astray. Roles without an actor are left for `references`.
"""

import re
from dataclasses import dataclass, replace
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc, Token

from orchestration.extract.extensions import ActorMention, is_parsed, mentions_of, set_mentions
from orchestration.extract.places import with_places
from orchestration.extract.wordlists import words
from orchestration.knowledge.lexicon import in_class
from orchestration.knowledge.roles import RoleNoun, load_roles

CONFIDENCE_OF_ROLE = 0.95
CONFIDENCE_OF_OFFICIALS_IN = 0.75
LONGEST_ROLE = 4
LONGEST_REACH = 7
MODIFIER_TAGS = words("JJ JJR JJS NN NNS NNP NNPS HYPH CD POS RB RBS AFX VBN VBG FW")
PARTICLES = words("von van der den de del della da dos di la le bin ibn ben al el ul abu")
PEOPLE_IN_A_PLACE = words(
    "official officials authorities government police lawmakers leaders prosecutors ministry "
    "parliament army military spokesman spokeswoman spokesperson counterpart counterparts "
    "minister ministers cabinet"
)
AUTHORITIES = words("authorities government officials police prosecutors lawmakers")
ABROAD = words("base consulate delegation embassy forces high mission staff troops")
SERVING = words("adviser advisers advisor advisors aide aides")
AFTER_A_ROLE = frozenset({"of", "from", "to", "for", "on", "in"})
BOUND_TO_A_POST = frozenset({"to", "for", "on"})
FIRST_TOKEN = re.compile(r"[^\s'’-]+")
BARE_NAMES = frozenset({"country", "government_seat", "organisation"})
RELATED_TAGS = ("JJ", "NN", "NNP")


@dataclass(frozen=True)
class RolePhrase:
    """A role noun with what stands around it.

    `start` and `end` bound the phrase with owner and name, `noun` is the role's governing token.
    `owners` are the mentions it speaks for; `possessor` is a pronoun before it ("his envoy");
    `name` the tokens of a person's name; `posts` mentions that only say where the post is.
    """

    start: int
    end: int
    noun: int
    role: RoleNoun
    title: tuple[int, int]
    owners: tuple[ActorMention, ...] = ()
    name: tuple[int, int] | None = None
    possessor: int | None = None
    is_definite: bool = False
    is_former: bool = False
    confidence: float = CONFIDENCE_OF_ROLE
    posts: tuple[ActorMention, ...] = ()


def says_former(word: Token) -> bool:
    """Whether a word beside an office says that it is held no longer: "former", "ex-minister"."""
    is_time = word.lower_ == "late" and word.tag_ == "RB"
    return (in_class(word.lower_, "former") and not is_time) or word.lower_.startswith("ex-")


class RoleFinder:
    """Finds the role phrases of one Doc, in order, each seeing those before it."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.mentions = list(mentions_of(doc))
        self.ending: dict[int, list[ActorMention]] = {}
        self.covered: dict[int, list[ActorMention]] = {}
        for mention in self.mentions:
            self._index(mention)

    def _index(self, mention: ActorMention) -> None:
        self.ending.setdefault(mention.end, []).append(mention)
        for index in range(mention.start, mention.end):
            self.covered.setdefault(index, []).append(mention)

    def find(self) -> list[RolePhrase]:
        """All role phrases; those with an actor become mentions of `self.mentions`."""
        phrases: list[RolePhrase] = []
        index = 0
        while index < len(self.doc):
            span = self._role_at(index)
            if span is None:
                index += 1
                continue
            phrase = self._phrase(*span)
            phrases.append(phrase)
            for mention in mentions_for(self.doc, phrase):
                self.add(mention)
            index = span[1]
        return phrases

    def add(self, mention: ActorMention) -> None:
        """Takes in a mention, so that later phrases can belong to it."""
        self.mentions.append(mention)
        self._index(mention)

    def _role_at(self, index: int) -> tuple[int, int, RoleNoun] | None:
        """The longest role noun that begins at the token, unless it is part of a name."""
        if self.doc[index].lower_ not in _first_words():
            return None
        roles = load_roles()
        for length in range(LONGEST_ROLE, 0, -1):
            end = index + length
            if end > len(self.doc) or any(i in self.covered for i in range(index, end)):
                continue
            words = self.doc[index:end]
            role = roles.get(words.text.lower())
            if (
                role
                and is_parsed(words)
                and words.root.tag_[:2] in ("NN", "JJ" if length > 1 else "")
            ):
                return index, end, role
        return None

    def _phrase(self, start: int, end: int, role: RoleNoun) -> RolePhrase:
        phrase = RolePhrase(start, end, self.doc[start:end].root.i, role, (start, end))
        phrase = self._look_left(phrase)
        phrase = self._look_right(phrase)
        if role.kind == "person":
            phrase = self._look_for_name(phrase)
        return phrase

    def _look_left(self, phrase: RolePhrase) -> RolePhrase:
        """Owner, determiner and modifiers before the noun."""
        doc, index = self.doc, phrase.title[0] - 1
        first = phrase.title[0]
        sentence = doc[phrase.noun].sent.start
        while index >= max(sentence, phrase.title[0] - LONGEST_REACH):
            token = doc[index]
            owners = self._owners_ending(index + 1)
            if owners:
                owners += self._conjoined_before(owners, is_plural=doc[phrase.noun].tag_ == "NNS")
                start = min(owner.start for owner in owners)
                first = self._title_start(owners[0], first)
                return replace(phrase, start=start, owners=tuple(owners), title=(first, phrase.end))
            if token.tag_ in ("DT", "PDT"):
                return replace(
                    phrase,
                    start=first,
                    title=(first, phrase.end),
                    is_definite=token.lower_ == "the",
                )
            if token.tag_ in ("PRP$", "WP$"):
                return replace(phrase, start=index, title=(first, phrase.end), possessor=index)
            if token.lower_ in ("and", "/") and self._joins_modifiers(index):
                index -= 1
                continue
            if not self._modifies(token):
                break
            if says_former(token):
                phrase = replace(phrase, is_former=True)
            if token.tag_ not in ("POS", "HYPH"):
                first = index
            index -= 1
        return replace(phrase, start=first, title=(first, phrase.end))

    def _title_start(self, owner: ActorMention, first: int) -> int:
        """Where a title begins: with the body right before it, "foreign ministry official"."""
        if owner.kind != "role" or owner.end != first:
            return first
        starts = range(owner.start, owner.end)
        return next((i for i in starts if self.doc[i : owner.end].text == owner.title_text), first)

    def _modifies(self, token: Token) -> bool:
        if token.tag_ in ("VBN", "VBG"):
            return token.dep_ in ("amod", "compound")
        if token.tag_ in ("RB", "RBS"):
            return token.dep_ == "advmod" and token.head.dep_ in ("amod", "compound")
        return token.tag_ in MODIFIER_TAGS

    def _joins_modifiers(self, index: int) -> bool:
        """Whether "and" joins two adjectives of one role: "foreign and defence ministers"."""
        before, after = self.doc[index - 1], self.doc[index + 1]
        if any(m.kind == "role" and before.tag_ == "NNS" for m in self.ending.get(index, ())):
            return True
        return (
            before.tag_ in RELATED_TAGS
            and after.tag_ in RELATED_TAGS
            and before.dep_
            in (
                "amod",
                "compound",
                "nmod",
            )
        )

    def _owners_ending(self, end: int) -> list[ActorMention]:
        """The mentions of the longest span that ends just before token `end`."""
        found = self.ending.get(end, [])
        length = max((mention.length for mention in found), default=0)
        return [mention for mention in found if mention.length == length]

    def _conjoined_before(
        self, owners: list[ActorMention], *, is_plural: bool = False
    ) -> list[ActorMention]:
        """Those joined to the owner: "Kenyan and Ugandan police", "Chad and Niger's envoys"."""
        found: list[ActorMention] = []
        start = min(owner.start for owner in owners)
        kind = owners[0].kind
        has_mark = owners[0].end < len(self.doc) and self.doc[owners[0].end].tag_ == "POS"
        while start > 1 and self.doc[start - 1].lower_ in ("and", ",", "-", "–", "/"):
            before = self._owners_ending(start - 1)
            is_alike = before and (
                (before[0].kind == kind and (kind == "demonym" or has_mark))
                or (is_plural and {before[0].kind, kind} <= BARE_NAMES)
            )
            if not is_alike or self.doc[before[0].end].tag_ == "POS":
                break
            found += before
            start = before[0].start
        return found

    def _look_right(self, phrase: RolePhrase) -> RolePhrase:
        """An actor after "of", and posts after "to": "the envoy of Chad to Seoul"."""
        doc, index = self.doc, phrase.end
        owners: list[ActorMention] = []
        posts: list[ActorMention] = []
        while index + 1 < len(doc) and doc[index].lower_ in AFTER_A_ROLE:
            word = doc[index].lower_
            reached = self._mentions_after(index + 1, chained=word == "of")
            if not reached:
                break
            is_owner = word in ("of", "from") or (word == "to" and self._serves(phrase))
            if is_owner and not phrase.owners and not owners:
                owners += reached
            elif word in BOUND_TO_A_POST and phrase.role.kind == "person":
                posts += reached
            elif word == "in" and not owners:
                if not phrase.owners and self._sits_in(phrase, reached[0]):
                    reached = [replace(m, is_place=False) for m in reached]
                    return replace(
                        phrase,
                        end=max(mention.end for mention in reached),
                        owners=tuple(reached),
                        confidence=CONFIDENCE_OF_OFFICIALS_IN,
                    )
                break
            else:
                break
            index = max(mention.end for mention in reached)
        if owners or posts:
            owners = owners or list(phrase.owners)
            return replace(phrase, end=index, owners=tuple(owners), posts=tuple(posts))
        return phrase

    def _serves(self, phrase: RolePhrase) -> bool:
        """Whether the person belongs to whom he stands by: "an adviser to the Chadian cabinet"."""
        return self.doc[phrase.noun].lower_ in SERVING

    def _sits_in(self, phrase: RolePhrase, place: ActorMention) -> bool:
        """Whether "in" with a place says whose it is: "officials in Kabul", "the army in Lima"."""
        noun = self.doc[phrase.noun].lower_
        if place.kind == "government_seat":
            is_own = phrase.role.kind == "institution" and phrase.role.sector in ("GOV", "MIL")
            return noun in PEOPLE_IN_A_PLACE or (is_own and noun not in ABROAD)
        return place.kind == "country" and noun in AUTHORITIES

    def _mentions_after(self, index: int, *, chained: bool) -> list[ActorMention]:
        """The actor named in the noun phrase that begins at `index`, and those joined to it."""
        doc, limit = self.doc, index + LONGEST_REACH
        while index < min(limit, len(doc)):
            starting = [m for m in self.covered.get(index, ()) if m.start == index]
            if starting:
                length = max(mention.length for mention in starting)
                found = [mention for mention in starting if mention.length == length]
                return found + self._conjoined_after(found[0])
            tag = doc[index].tag_
            if tag != "DT" and not (
                chained and (tag in MODIFIER_TAGS or doc[index].lower_ == "of")
            ):
                return []
            index += 1
        return []

    def _conjoined_after(self, first: ActorMention) -> list[ActorMention]:
        """ "Uruguay and Paraguay", "Chad, Niger and Mali": all but the first."""
        found: list[ActorMention] = []
        index = first.end
        while index + 1 < len(self.doc) and self.doc[index].lower_ in ("and", ","):
            following = index + 1
            following += self.doc[following].lower_ in ("the", "and")
            starting = [m for m in self.covered.get(following, ()) if m.start == following]
            if not starting or starting[0].kind != first.kind:
                break
            if starting[0].end < len(self.doc) and self.doc[starting[0].end].tag_ == "POS":
                break
            found += starting
            index = max(mention.end for mention in starting)
        if found and not any(
            self.doc[i].lower_ == "and" for i in range(first.end, found[-1].start)
        ):
            return []
        return found

    def _look_for_name(self, phrase: RolePhrase) -> RolePhrase:
        """A person's name right after the role, after a comma, or before it as an apposition."""
        doc = self.doc
        run = name_run(doc, phrase.end, self.covered)
        if run:
            phrase = replace(phrase, end=run[1], name=run)
        elif phrase.end + 1 < len(doc) and doc[phrase.end].text == ",":
            run = name_run(doc, phrase.end + 1, self.covered)
            closes = run and (
                run[1] == len(doc) or doc[run[1]].tag_ in (",", ".", "CC", "-RRB-", "RB")
            )
            if run and closes and (run[1] - run[0] > 1 or doc[run[1] - 1].dep_ == "appos"):
                phrase = replace(phrase, name=run)
        if phrase.name is None and doc[phrase.noun].dep_ == "appos":
            named = doc[phrase.noun].head
            if named.i < phrase.start and named.text[:1].isupper():
                start = named.i
                while start > 0 and _is_name_part(doc[start - 1]) and not doc[start].is_sent_start:
                    start -= 1
                run = name_run(doc, start, self.covered)
                if run and run[0] <= named.i < run[1]:
                    phrase = replace(phrase, name=run)
        if not phrase.owners and phrase.name:
            owners = [
                m
                for m in self.covered.get(phrase.name[0], ())
                if m.kind == "person" and m.start == phrase.name[0]
            ]
            phrase = replace(phrase, owners=tuple(owners[:1]))
        return phrase


@cache
def _first_words() -> frozenset[str]:
    """The tokens with which role nouns begin."""
    return frozenset(FIRST_TOKEN.match(noun).group() for noun in load_roles())  # type: ignore[union-attr]  # no noun is empty


def name_run(
    doc: Doc, start: int, covered: dict[int, list[ActorMention]]
) -> tuple[int, int] | None:
    """The tokens of a person's name that begins at `start`, or None where none does."""
    index = start
    while index < len(doc) and index - start < 6:
        token = doc[index]
        mentions = covered.get(index, ())
        if mentions and all(mention.kind != "person" for mention in mentions):
            break
        if index > start and token.is_sent_start:
            break
        if _is_name_part(token) or (index > start and token.lower_ in PARTICLES):
            index += 1
            continue
        break
    while index > start and doc[index - 1].lower_ in PARTICLES and doc[index - 1].text.islower():
        index -= 1
    return (start, index) if index > start else None


def _is_name_part(token: Token) -> bool:
    """Whether a word may be part of a person's name, by its letters and tag."""
    if not token.text[:1].isupper() or token.lower_ in load_roles():
        return False
    letters = token.text.replace("-", "").replace("’", "").replace("'", "").replace(".", "")
    return letters.isalpha() and (
        token.tag_.startswith("NNP") or token.tag_ in ("NN", "JJ", "FW", "VB")
    )


def mentions_for(doc: Doc, phrase: RolePhrase) -> list[ActorMention]:
    """The mentions that a role phrase with owners makes: its own, a name's apart, its posts'."""
    made = [replace(post, is_place=True) for post in phrase.posts]
    person = doc[phrase.name[0] : phrase.name[1]].text if phrase.name else None
    title = doc[phrase.title[0] : phrase.title[1]].text
    is_beside = phrase.name is not None and phrase.start <= phrase.name[0] < phrase.end
    head = doc[phrase.start : phrase.end].root.i
    if not phrase.start <= phrase.noun < phrase.end or not _leads_to(doc, phrase.noun, head):
        head = phrase.noun
    for owner in phrase.owners:
        sector = _sector(phrase, owner)
        mention = ActorMention(
            phrase.start,
            phrase.end,
            head,
            "person" if is_beside else "role",
            owner.actor_code,
            sector=sector,
            person=person,
            title_text=title,
            confidence=round(min(phrase.confidence, owner.confidence), 4),
        )
        made.append(mention)
        if phrase.name and not is_beside:
            start, end = phrase.name
            made.append(
                replace(mention, start=start, end=end, head=doc[start:end].root.i, kind="person")
            )
    return made


def _leads_to(doc: Doc, noun: int, head: int) -> bool:
    """Whether the role noun hangs on the head of its phrase, as titles hang on names."""
    token = doc[noun]
    while token.i != head and token.head.i != token.i:
        if token.dep_ not in ("compound", "nmod", "appos", "amod", "poss"):
            return False
        token = token.head
    return token.i == head


def _sector(phrase: RolePhrase, owner: ActorMention) -> str:
    """The role's sector; a spokesman or official takes that of the body he belongs to."""
    if phrase.is_former and phrase.role.kind == "person":
        return "ELI"
    if phrase.role.sector == "GOV" and owner.sector and owner.kind in ("role", "government_seat"):
        return owner.sector
    return phrase.role.sector


@Language.factory(
    "demarche_roles",
    requires=["doc._.mentions", "token.dep", "token.tag"],
    assigns=["doc._.mentions", "doc._.open_roles"],
)
class RoleMarker:
    """Adds roles and the people in them to `doc._.mentions`, and marks places.

    Role phrases without an actor go to `doc._.open_roles` for the references.
    """

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """The same `doc`."""
        if not Doc.has_extension("open_roles"):
            Doc.set_extension("open_roles", default=[])
        finder = RoleFinder(doc)
        phrases = finder.find()
        doc._.open_roles = [phrase for phrase in phrases if not phrase.owners]
        set_mentions(doc, with_places(doc, finder.mentions))
        return doc
