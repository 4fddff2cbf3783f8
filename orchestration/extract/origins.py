"""Where a thing comes from is no party to what is said of it: "the purchase of Chinese drones".

An adjective of origin tells who made a thing, not who deals in it. A deed against the goods as such
(a ban on imports, a tariff, a seizure) is one against the state they come from all the same, and
what is a force of its state ("a Chadian warship") stands for it.
"""

from spacy.tokens import Token

from orchestration.extract.grammar import children, is_verb
from orchestration.extract.parties import Party
from orchestration.knowledge.lexicon import in_class

DESCRIBING = frozenset({"amod", "compound", "nmod"})
ORIGINS = frozenset({"country", "demonym"})
THINGS = ("arms", "commodity", "product", "weapon")


def is_only_origin(party: Party) -> bool:
    """Whether the party only tells where a thing comes from that is judged, wanted or dealt in."""
    thing = _made_there(party)
    if thing is None:
        return False
    lemma = thing.lemma_.lower()
    if in_class(lemma, "product"):
        return True
    dealt_in = thing.head.head if thing.dep_ == "pobj" else thing.head
    is_dealt_in = in_class(dealt_in.lemma_.lower(), "dealing") and not is_verb(dealt_in)
    return is_dealt_in and any(in_class(lemma, word_class) for word_class in THINGS)


def _made_there(party: Party) -> Token | None:
    """The thing that an adjective of origin describes; None where the party owns it or is named."""
    mention = party.mention
    named = party.head.doc[mention.head]
    if mention.kind == "role":
        # "Chinese tanks": arms are read as somebody's force.
        return None if children(named, "poss") or mention.person else named
    if mention.kind not in ORIGINS or named.dep_ not in DESCRIBING:
        return None
    thing = named.head
    while thing.dep_ == "compound":
        thing = thing.head
    return thing
