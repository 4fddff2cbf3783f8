"""What was named before a place in the text: the memory in which references look things up."""

from bisect import insort
from collections import Counter
from itertools import pairwise

from spacy.tokens import Doc, Span, Token

from orchestration.extract.extensions import ActorMention, is_parsed
from orchestration.knowledge.actors import load_actors
from orchestration.knowledge.roles import load_roles

NEAR_BEGINNING = 3
SUBJECTS = ("nsubj", "nsubjpass", "csubj")
MEDIATING = frozenset({"broker", "mediate"})
MEDIATORS = frozenset({"intermediary", "mediation", "mediator"})


class History:
    """The mentions of one Doc in the order of the text, growing as references are resolved."""

    def __init__(self, doc: Doc, mentions: list[ActorMention]) -> None:
        self.doc = doc
        self.mentions: list[ActorMention] = []
        self.covered: dict[int, list[ActorMention]] = {}
        self.by_head: dict[int, list[ActorMention]] = {}
        self.sentences = list(doc.sents)
        self.sentence_index = [0] * len(doc)
        for number, sentence in enumerate(self.sentences):
            for index in range(sentence.start, sentence.end):
                self.sentence_index[index] = number
        for mention in mentions:
            self.add(mention)

    def add(self, mention: ActorMention) -> None:
        """Takes in a mention at its place; one of the same span and actor is replaced."""
        same = [
            known
            for known in self.covered.get(mention.start, ())
            if (known.start, known.end, known.actor_code)
            == (mention.start, mention.end, mention.actor_code)
        ]
        for known in same:
            self.mentions.remove(known)
            self.by_head[known.head].remove(known)
            for index in range(known.start, known.end):
                self.covered[index].remove(known)
        insort(self.mentions, mention, key=lambda m: (m.end, -m.length, m.actor_code))
        self.by_head.setdefault(mention.head, []).append(mention)
        for index in range(mention.start, mention.end):
            self.covered.setdefault(index, []).append(mention)

    def is_covered(self, index: int) -> bool:
        """Whether a mention covers the token."""
        return bool(self.covered.get(index))

    def before(self, index: int) -> list[ActorMention]:
        """The mentions that end at or before the token, by their end."""
        return [mention for mention in self.mentions if mention.end <= index]

    def is_state(self, mention: ActorMention) -> bool:
        """Whether its actor is a state or territory."""
        actor = load_actors().get(mention.actor_code)
        return actor is not None and actor.actor_kind in ("state", "territory")

    def sentence_of(self, index: int) -> Span:
        """The sentence of the token."""
        return self.sentences[self.sentence_index[index]]

    def in_sentence_of(self, mention: ActorMention, index: int) -> bool:
        """Whether the mention stands in the sentence of the token."""
        return self.sentence_index[mention.start] == self.sentence_index[index]

    def is_near(self, mention: ActorMention, index: int, sentences: int) -> bool:
        """Whether at most so many sentence ends lie between the mention and the token."""
        return self.sentence_index[index] - self.sentence_index[mention.start] <= sentences

    def governed_by(self, token: Token) -> list[ActorMention]:
        """The mentions of the longest span whose head is the token, places left out."""
        found = [m for m in self.by_head.get(token.i, ()) if not m.is_place]
        length = max((mention.length for mention in found), default=0)
        return [mention for mention in found if mention.length == length]

    def subject_mentions(self, verb: Token) -> list[ActorMention]:
        """The actors of the verb's subject and those joined to it; a relative pronoun's noun's."""
        found: list[ActorMention] = []
        for child in verb.children:
            if child.dep_ in SUBJECTS:
                if child.tag_ in ("WDT", "WP") and verb.dep_ == "relcl":
                    found += self.actors_of_noun(verb.head)
                    continue
                for part in (child, *child.conjuncts):
                    found += self.actors_of_noun(part)
        return found

    def actors_of_noun(self, token: Token) -> list[ActorMention]:
        """The noun's own mentions, else those of its apposition, else of who owns it after "of"."""
        own = self.governed_by(token)
        if own:
            return own
        for child in token.children:
            if child.dep_ == "appos" and self.governed_by(child):
                return self.governed_by(child)
        for child in token.children:
            if child.dep_ == "prep" and child.lower_ == "of":
                for noun in child.children:
                    if noun.dep_ == "pobj" and self.governed_by(noun):
                        return self.governed_by(noun)
        return []

    def main_verb(self, sentence: Span) -> Token:
        """The verb of the sentence's main clause: its root, or the verb of saying set beside it."""
        root = sentence.root
        for child in root.children:
            if child.dep_ == "parataxis" and any(c.dep_ in SUBJECTS for c in child.children):
                return child
        return root

    def subjects_of_previous(self, index: int, back: int = 1) -> list[ActorMention]:
        """The actors of the main subject of the sentence `back` before that of the token."""
        number = self.sentence_index[index] - back
        if number < 0:
            return []
        sentence = self.sentences[number]
        if not is_parsed(sentence):
            return self._only_actor(sentence)
        return self.subject_mentions(self.main_verb(sentence))

    def _only_actor(self, sentence: Span) -> list[ActorMention]:
        """The only actor of a sentence that was not parsed, if it stands near its beginning."""
        here = [m for m in self.mentions if sentence.start <= m.start < sentence.end]
        is_one = len({mention.actor_code for mention in here}) == 1
        return here[:1] if is_one and here[0].start - sentence.start <= NEAR_BEGINNING else []

    def pair_before(
        self,
        index: int,
        but_not: frozenset[str] = frozenset(),
        *,
        of_people: bool = False,
        near_only: bool = False,
    ) -> list[ActorMention]:
        """The two actors that "both" or "the two" means: one mention each, in order, or nothing.

        The two of the sentence so far, else of the one before, unless the text is about two
        others that it names more often; else those two. The actors in `but_not` are none of them,
        nor is who mediates. Two people (`of_people`) are those of the sentence before, whatever
        the text is about; `near_only` takes of that sentence only two that "and" joins.
        """
        number = self.sentence_index[index]
        start = self.sentences[number].start
        before = [m for m in self.before(index) if m.actor_code not in but_not]
        between = self._mediators(before)
        before = [m for m in before if m.actor_code not in between]
        here = self._two_of([m for m in before if m.start >= start])
        if here:
            return here
        first = self.sentences[number - 1].start if number else start
        near = [m for m in before if first <= m.start and m.end <= start]
        people = self._two_of([m for m in near if self.is_person(m)]) if of_people else []
        if people:
            return people
        last = self._joined(self._states(near)) if near_only else self._two_of(near)
        if near_only:
            return last
        main = self._main_pair(before, but_not | between)
        return last if last and (not main or self._counts_beside(last, main)) else main

    def _mediators(self, mentions: list[ActorMention]) -> frozenset[str]:
        """Who mediates: "Chad, which mediates between them", "Chadian mediators"."""
        found = set()
        for mention in mentions:
            head = self.doc[mention.head]
            nouns = [head, head.head, *(child for child in head.children if child.dep_ == "appos")]
            verbs = [head.head] if head.dep_ in (*SUBJECTS, "agent") else []
            verbs += [head.head.head] if head.head.dep_ == "agent" else []
            verbs += [child for child in head.children if child.dep_ == "relcl"]
            if any(noun.lemma_.lower() in MEDIATORS for noun in nouns) or any(
                verb.lemma_ in MEDIATING for verb in verbs
            ):
                found.add(mention.actor_code)
        return frozenset(found)

    def _states(self, mentions: list[ActorMention]) -> list[ActorMention]:
        """The first mention of each state among them, in the order of the text."""
        distinct: dict[str, ActorMention] = {}
        for mention in sorted(mentions, key=lambda m: (m.start, -m.end)):
            if self.is_state(mention) and not mention.is_place:
                distinct.setdefault(mention.actor_code, mention)
        return list(distinct.values())

    def _two_of(self, mentions: list[ActorMention]) -> list[ActorMention]:
        """The two states among the mentions, or the two of several that "and" joins.

        Not those that do something together to a third: "Chad and Niger blamed Mali" has two
        sides, but these are one.
        """
        found = self._states(mentions)
        if len(found) == 2:
            return found
        pair = self._joined(found)
        return [] if any(self._acts(mention) for mention in pair) else pair

    def _acts(self, mention: ActorMention) -> bool:
        node = self.doc[mention.head]
        while node.dep_ in ("poss", "amod", "compound", "conj") and node.head.i != node.i:
            node = node.head
        return node.dep_ in SUBJECTS

    def _times_named(self) -> Counter[str]:
        return Counter(
            m.actor_code for m in self.mentions if self.is_state(m) and m.resolved_from is None
        )

    def _main_pair(self, before: list[ActorMention], but_not: frozenset[str]) -> list[ActorMention]:
        """The two states that the text names more often than any other; empty where none stand out.

        A capital after "in" counts too: an article on two states names both governments. Of
        several named about as often the only two that were named together ("of Chad and Niger").
        """
        times = self._times_named()
        ranked = [(code, n) for code, n in times.most_common() if code not in but_not]
        if len(ranked) < 2:
            return []
        codes = [code for code, _ in ranked[:2]]
        rivals = [code for code, n in ranked if 2 * n > ranked[1][1]]
        if len(rivals) > 2:
            together = self._named_together(before, frozenset(rivals))
            if len(together) == 1:
                codes = sorted(together[0], key=lambda code: (-times[code], code))
            elif ranked[1][1] <= ranked[2][1]:
                return []
        return [next(m for m in self.mentions if m.actor_code == code) for code in codes]

    def _named_together(
        self, before: list[ActorMention], among: frozenset[str]
    ) -> list[frozenset[str]]:
        """The pairs of states that the text joined by "and" so far."""
        found: dict[frozenset[str], None] = {}
        for one, other in pairwise(
            sorted(
                (m for m in before if m.kind == "country" and m.actor_code in among),
                key=lambda m: m.start,
            )
        ):
            is_joined = 0 < other.start - one.end <= 2 and self.doc[one.end].lower_ == "and"
            sentence = self.sentence_index[one.start]
            there = [m for m in before if self.sentence_index[m.start] == sentence]
            is_one_side = self._acts(one) and len(self._states(there)) > 2
            if is_joined and not is_one_side and not self._follows_another(one):
                found.setdefault(frozenset({one.actor_code, other.actor_code}), None)
        return list(found)

    def _counts_beside(self, pair: list[ActorMention], main: list[ActorMention]) -> bool:
        """Whether a pair may be meant though the text is mainly about another.

        It shares a side, and the other side is not merely mentioned beside the main ones.
        """
        times = self._times_named()
        codes, main_codes = ({m.actor_code for m in mentions} for mentions in (pair, main))
        least = min(times[code] for code in main_codes)
        others = codes - main_codes
        return len(others) < 2 and all(
            3 * times[code] >= least and (times[code] > 1 or least < 3) for code in others
        )

    def _joined(self, mentions: list[ActorMention]) -> list[ActorMention]:
        """The two of several that "and" joins, if just two are joined."""
        pairs = [
            [one, other]
            for one, other in pairwise(mentions)
            if 0 < other.start - one.end <= 2
            and self.doc[one.end].lower_ == "and"
            and not self._follows_another(one)
        ]
        return pairs[0] if len(pairs) == 1 else []

    def _follows_another(self, mention: ActorMention) -> bool:
        """Whether a comma and another actor stand before it: a list, of which two are no pair."""
        before = mention.start - 1 - (self.doc[mention.start - 1].lower_ == "the")
        return before > 0 and self.doc[before].text == "," and self.is_covered(before - 1)

    def is_person(self, mention: ActorMention) -> bool:
        """Whether one person stands there: a name, or a role noun for a person in the singular."""
        if mention.person or mention.kind == "person":
            return True
        if mention.resolved_from is not None and mention.kind == "reference":
            return self.is_person(mention.resolved_from)
        head = self.doc[mention.head]
        role = load_roles().get(head.lower_)
        return (
            mention.kind == "role"
            and role is not None
            and role.kind == "person"
            and head.tag_ in ("NN", "NNP")
        )
