"""Who does what in a clause, read off the dependency tree: subjects, objects, prepositions.

Plain functions over tokens; what the tree hides (the shared subject of a second verb, the subject
of an infinitive, the noun that a relative clause tells about) is looked up here, once for all.
Labels are those of the ClearNLP scheme that spaCy's English pipelines use.
"""

from collections.abc import Iterator

from spacy.tokens import Token

from orchestration.extract.wordlists import words

SUBJECTS = ("nsubj", "csubj")
PASSIVE_SUBJECTS = ("nsubjpass", "csubjpass")
RELATIVE_TAGS = frozenset({"WP", "WDT", "WP$", "WRB"})
NOUN_TAGS = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET"})
GIVING = words("allow award give grant hand lend offer pay promise send show teach tell wish")
AUXILIARY_LEMMAS = frozenset({"be", "have", "do", "get", "to", "will", "would", "shall", "should"})
TEXTS = words(
    "article bill communique communiqué complaint declaration dossier indictment lawsuit letter "
    "memo message motion note petition post report resolution speech statement suit tweet"
)
MINDS = words("commit determine oppose prepare resolve")
CONTACTS = words("call cable contact email phone ring telephone visit")
SPEAKING = words(
    "apologise apologize assure brief complain congratulate convey discuss explain express extend "
    "inform invite offer praise protest reassure reiterate say thank urge voice warn wish"
)
SAID_IN = words(
    "accuse ask blame call commend condemn criticise criticize declare demand denounce deplore "
    "endorse express hail invite oppose praise promise protest reject request seek slam support "
    "thank threaten urge vow warn welcome"
)


def is_verb(token: Token) -> bool:
    """Whether the token heads a clause, as far as its tag goes."""
    return token.pos_ in ("VERB", "AUX")


def children(token: Token, *dependencies: str) -> list[Token]:
    """The children with one of these labels, in the order of the text."""
    return [child for child in token.children if child.dep_ in dependencies]


def is_passive(verb: Token) -> bool:
    """Whether the verb is passive; a bare participle after a noun is, one with "having" is not.

    "Chad is opposed to the plan" tells of Chad's mind, not of what was done to it.
    """
    if verb.lemma_ in MINDS and verb.tag_ == "VBN" and _is_of_mind(verb):
        return False
    if children(verb, "nsubjpass", "auxpass", "csubjpass"):
        return True
    if verb.tag_ != "VBN":
        return False
    if verb.dep_ in ("acl", "advcl") and not children(verb, "aux", "dobj", "nsubj"):
        return True
    if verb.dep_ == "conj" and is_verb(verb.head) and not children(verb, "aux", *SUBJECTS):
        return is_passive(verb.head)
    return False


def _is_of_mind(verb: Token) -> bool:
    """Whether "to" follows the participle, and nobody who did it."""
    return not children(verb, "agent") and any(
        child.lower_ == "to" or child.dep_ == "xcomp" for child in verb.children
    )


def antecedent(token: Token) -> Token:
    """The noun that a relative pronoun stands for; the token itself where it is none."""
    if token.tag_ in RELATIVE_TAGS or (token.lower_ == "that" and token.pos_ in ("PRON", "SCONJ")):
        for node in ancestors(token):
            if node.dep_ == "relcl" and node.head.pos_ in NOUN_TAGS:
                return node.head
    return token


def ancestors(token: Token) -> Iterator[Token]:
    """The token's heads from the nearest to the root, without the token."""
    node = token
    while node.head != node:
        node = node.head
        yield node


def grammatical_subject(verb: Token) -> list[Token]:
    """The subject as the clause has it, also where the verb shares or inherits one.

    A second verb takes that of the first; an infinitive takes the object of the verb above if that
    has one, else its subject; a participle takes its noun, or the subject of the clause that it
    stands beside. Empty where there is none.
    """
    node, seen = verb, set()
    while node.i not in seen:
        seen.add(node.i)
        own = _own_subjects(node) or _misplaced_subject(node)
        if own:
            return [antecedent(token) for token in own]
        head = node.head
        if node.dep_ in ("relcl", "acl") and not is_verb(head):
            if is_infinitive(node) or _is_said_in(node, head):
                # Whoever issues a text says what it says: "put out a note accusing Chad".
                return _holder(head)
            return [head] if node.dep_ == "acl" or not _has_object_gap(node) else []
        if node.dep_ == "xcomp" and is_verb(head):
            objects = children(head, "dobj", "dative")
            is_purpose = head.lemma_ in CONTACTS and node.lemma_ in SPEAKING
            if objects and head.lemma_ not in ("promise", "threaten") and not is_purpose:
                return [antecedent(token) for token in objects if token.pos_ != "ADP"]
            node = head
        elif node.dep_ == "conj" and is_verb(head) and goes_with_report(node):
            node = head.head
        elif (
            node.dep_ == "xcomp"
            or (node.dep_ == "conj" and is_verb(head))
            or node.dep_ in ("advcl", "parataxis", "dep", "prep", "agent")
        ):
            node = head
        elif node.dep_ == "pcomp":
            node = head.head
            if not is_verb(node) and node.pos_ in NOUN_TAGS:
                owners = _holder(node)
                return owners
        elif (
            (node.dep_ == "ccomp" and is_verb(head) and not _is_finite(node))
            or node.dep_ in ("aux", "auxpass")
            or (node.dep_ in ("acomp", "attr", "oprd") and is_verb(head))
        ):
            node = head
        else:
            return []
    return []


def _is_said_in(verb: Token, noun: Token) -> bool:
    """Whether a text says what the verb tells: "a note accusing Chad"."""
    return verb.tag_ == "VBG" and noun.lemma_.lower() in TEXTS and verb.lemma_.lower() in SAID_IN


def _own_subjects(verb: Token) -> list[Token]:
    """The subjects that hang on the verb, without one that an inserted clause took from another.

    "Chad, under whose eyes the two have talked, praised Niger": the parser gives "talked" both.
    """
    found = children(verb, *SUBJECTS, *PASSIVE_SUBJECTS)
    if len(found) > 1 and _before_comma(found[0]) and found[0].tag_ not in RELATIVE_TAGS:
        return found[1:]
    return found


def _before_comma(noun: Token) -> bool:
    """Whether a comma stands right after the noun phrase."""
    after = noun.right_edge.i + 1
    return after < len(noun.doc) and noun.doc[after].text == ","


def _stray_relative(verb: Token) -> Token | None:
    """A relative pronoun before a verb that the parser made the second of the main clause."""
    if verb.dep_ != "conj" or not is_verb(verb.head):
        return None
    for token in reversed(list(verb.doc[verb.head.i + 1 : verb.i])):
        if token.tag_ in ("WP", "WDT"):
            is_stray = token.dep_ in ("conj", "dep", "cc", "appos", "nmod")
            return token if is_stray and any(n.dep_ == "relcl" for n in ancestors(token)) else None
        if is_verb(token) and token.dep_ != "parataxis":
            return None
    return None


def _misplaced_subject(verb: Token) -> list[Token]:
    """The subject of a verb that the parser hung elsewhere; empty where it did not.

    On a verb taken for an auxiliary ("Chad intends continue talks"), as a measure ("Chad broke
    off talks"), or as an apposition on the last noun of a phrase that opens the sentence ("On a
    visit to Lima, Chile's envoy met …"), or as a further member of a relative clause ("Chad held a
    man who lives abroad and who, Mali says, sent money").
    """
    stray = _stray_relative(verb)
    if stray is not None:
        return [stray]
    for helper in children(verb, "aux"):
        if helper.pos_ == "VERB" or helper.lemma_ not in AUXILIARY_LEMMAS:
            found = children(helper, "nsubj")
            if found:
                return found
    if not _is_finite(verb):
        return []
    for name in children(verb, "npadvmod"):
        # "Nauru broke off relations" with a name that the parser took for a day or a measure.
        is_name = name.tag_ in ("NNP", "NNPS") and name.ent_type_ not in ("DATE", "TIME")
        before = name.left_edge.i - 1
        opens = name.left_edge.is_sent_start or verb.doc[before].is_punct
        if is_name and name.i < verb.i and opens:
            return [name]
    for clause in children(verb, "ccomp", "advcl"):
        taken = children(clause, "nsubj") if clause.i < verb.i else []
        if len(taken) > 1 and _before_comma(taken[0]):
            return taken[:1]
    first = min((child.i for child in children(verb, "aux", "auxpass", "advmod", "neg")), default=0)
    start = min(first, verb.i) if first else verb.i
    for preposition in children(verb, "prep"):
        if preposition.i < start and preposition.right_edge.i in (start - 1, verb.i - 1):
            for noun in preposition.subtree:
                if noun.dep_ == "appos" and noun.head.dep_ == "pobj" and _after_comma(noun):
                    return [noun]
    return []


def _after_comma(noun: Token) -> bool:
    """Whether the noun phrase stands right after a comma."""
    before = noun.left_edge.i - 1
    return before >= 0 and noun.doc[before].text == ","


def goes_with_report(verb: Token) -> bool:
    """Whether a verb joined to a reported one by ", and" goes on from the report itself.

    "Chad said that Niger had fired first, and accused it of lying": the tense is the report's.
    """
    told = verb.head
    report = told.head
    if told.dep_ != "ccomp" or not is_verb(report) or verb.tag_ != report.tag_:
        return False
    if children(verb, *SUBJECTS, "aux", "auxpass") or verb.tag_ not in ("VBD", "VBZ"):
        return False
    if told.tag_ == verb.tag_ and not children(told, "aux", "auxpass"):
        return False
    between = [child for child in told.children if told.i < child.i < verb.i]
    return any(child.text == "," for child in between) and any(
        child.dep_ == "cc" for child in between
    )


def is_infinitive(verb: Token) -> bool:
    """Whether "to" stands before the verb."""
    return any(child.dep_ == "aux" and child.tag_ == "TO" for child in verb.children)


def _is_finite(verb: Token) -> bool:
    if verb.tag_ in ("VBD", "VBZ", "VBP"):
        return True
    return any(
        child.dep_ in ("aux", "auxpass") and child.tag_ in ("MD", "VBD", "VBZ", "VBP")
        for child in verb.children
    )


def _holder(noun: Token) -> list[Token]:
    """Whose the noun's act is: its possessor, else the subject of the verb that it is object of."""
    owners = children(noun, "poss")
    if owners:
        return owners
    verb = noun.head
    if noun.dep_ in ("dobj", "attr", "pobj", "conj"):
        for node in ancestors(noun):
            if is_verb(node):
                return grammatical_subject(node)
    return [noun] if not is_verb(verb) and noun.dep_ == "ROOT" else []


def _has_object_gap(verb: Token) -> bool:
    """Whether a relative clause has a subject of its own, so that its noun is the object."""
    return bool(children(verb, *SUBJECTS, *PASSIVE_SUBJECTS))


def agents(verb: Token) -> list[Token]:
    """The nouns after "by" of a passive verb, which joined verbs share ("seized and searched by").

    Its own come first, then those of the verbs before it, then of the participles after them.
    """
    joined = [verb]
    while joined[-1].dep_ == "conj" and is_verb(joined[-1].head) and is_passive(joined[-1].head):
        joined.append(joined[-1].head)
    following = list(joined)
    while following:
        parts = [part for part in children(following.pop(0), "conj") if part.tag_ == "VBN"]
        fresh = [part for part in parts if part not in joined]
        joined += fresh
        following += fresh
    for node in joined:
        found = [
            noun
            for by in node.children
            if by.dep_ == "agent" or (by.dep_ == "prep" and by.lower_ == "by")
            for noun in children(by, "pobj")
        ]
        if found:
            return found
    return []


def acting(verb: Token) -> list[Token]:
    """Who acts: the subject, or the agent of a passive verb."""
    return agents(verb) if is_passive(verb) else grammatical_subject(verb)


def acted_on(verb: Token) -> list[Token]:
    """The object of an active verb, the subject of a passive one, with what a clause hides.

    A small clause ("called Chad a liar", "held Chad responsible") gives its subject. Two verbs
    joined by "and" share an object that follows the second.
    """
    if is_passive(verb):
        if verb.dep_ in ("acl", "relcl") and not children(verb, *PASSIVE_SUBJECTS):
            return [verb.head]
        return grammatical_subject(verb)
    objects = [antecedent(token) for token in children(verb, "dobj")]
    if objects:
        # A second object after a comma is an apposition to the first.
        return [noun for noun in objects if noun == objects[0] or not _after_comma(noun)]
    small = [
        noun
        for clause in children(verb, "ccomp", "xcomp", "oprd")
        if (not is_verb(clause) or verb.lemma_ == "let") and not children(clause, "mark", "aux")
        for noun in children(clause, "nsubj")
    ]
    if small:
        return small
    if (
        verb.dep_ == "relcl"
        and verb.head.pos_ in NOUN_TAGS
        and _has_object_gap(verb)
        and not any(antecedent(subject) == verb.head for subject in children(verb, *SUBJECTS))
    ):
        return [verb.head]
    for sibling in children(verb, "conj"):
        if _shares_object(verb, sibling):
            return [antecedent(token) for token in children(sibling, "dobj")]
    return []


def _shares_object(verb: Token, sibling: Token) -> bool:
    """Whether the object of a second verb is the first one's too: "seized and searched a ship".

    Not where the first is complete: "met in Lima and condemned the strike".
    """
    if not is_verb(sibling) or children(sibling, *SUBJECTS):
        return False
    between = [child for child in verb.children if verb.i < child.i < sibling.i]
    return all(child.dep_ in ("advmod", "cc", "prt", "punct", "conj") for child in between)


def named_as(noun: Token) -> list[Token]:
    """What an object is called where the parser took it for an apposition: no comma is before it.

    "called the envoy a fool".
    """
    return [child for child in children(noun, "appos") if not _after_comma(child)]


def datives(verb: Token) -> list[Token]:
    """The indirect object, with or without "to"; of a passive verb with an object its subject."""
    if is_passive(verb) and children(verb, "dobj", "oprd"):
        return grammatical_subject(verb)
    found = _misplaced_recipients(verb)
    for child in children(verb, "dative"):
        found += children(child, "pobj") if child.pos_ == "ADP" else [child]
    return found


def _misplaced_recipients(verb: Token) -> list[Token]:
    """Who gets what, hung on the amount: "lent Chad 200 million dollars"."""
    if verb.lemma_ not in GIVING:
        return []
    return [
        recipient
        for amount in children(verb, "dobj")
        for recipient in children(amount, "nmod", "compound")
        if any(
            recipient.i < count.i and count.dep_ in ("nummod", "det") for count in amount.children
        )
    ]


def is_parted(node: Token) -> bool:
    """Whether a semicolon parts the clause from the verb above it: each then tells for itself."""
    first, last = sorted((node.i, node.head.i))
    return any(token.text == ";" for token in node.doc[first:last])


def is_negated(verb: Token) -> bool:
    """Whether "not", "never", "no longer" or a negative subject or object bears on the verb."""
    for child in verb.children:
        if child.dep_ == "neg" or child.lower_ in ("never", "neither", "nor"):
            return True
        if child.dep_ in ("nsubj", "nsubjpass", "dobj") and (
            child.lower_ in ("nobody", "none", "nothing", "no-one", "neither")
            or any(part.lower_ == "no" and part.dep_ in ("det", "neg") for part in child.children)
        ):
            return True
    return has_no_longer(verb)


def has_no_longer(verb: Token) -> bool:
    """Whether the verb has "no longer" before or after it."""
    return any(
        child.lower_ in ("longer", "anymore")
        and (child.lower_ == "anymore" or (child.i > 0 and child.nbor(-1).lower_ in ("no", "any")))
        for child in verb.children
    )


def auxiliaries(verb: Token) -> list[Token]:
    """Auxiliaries of the verb; a second verb without a subject takes those of the first."""
    own = children(verb, "aux", "auxpass")
    is_second = verb.dep_ == "conj" and is_verb(verb.head) and verb.tag_ == "VB"
    if not own and is_second and not children(verb, *SUBJECTS):
        return auxiliaries(verb.head)
    return own
