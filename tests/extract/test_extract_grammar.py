"""Grammar over parses built by hand: joined passive verbs share an agent, or have none."""

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from orchestration.extract.grammar import agents


def joined_passives(*, with_agent: bool) -> Doc:
    """Ships were seized and searched [by police]."""
    words = ["Ships", "were", "seized", "and", "searched"]
    heads, deps = [2, 2, 2, 2, 2], ["nsubjpass", "auxpass", "ROOT", "cc", "conj"]
    tags = ["NNS", "VBD", "VBN", "CC", "VBN"]
    parts = ["NOUN", "AUX", "VERB", "CCONJ", "VERB"]
    if with_agent:
        words, heads = [*words, "by", "police"], [*heads, 4, 5]
        deps, tags = [*deps, "agent", "pobj"], [*tags, "IN", "NNS"]
        parts = [*parts, "ADP", "NOUN"]
    return Doc(Vocab(), words=words, heads=heads, deps=deps, tags=tags, pos=parts)


@pytest.mark.parametrize("verb", [2, 4])
def test_extract_joined_passives_share_their_agent(verb: int) -> None:
    doc = joined_passives(with_agent=True)
    assert [token.text for token in agents(doc[verb])] == ["police"]


@pytest.mark.parametrize("verb", [2, 4])
def test_extract_joined_passives_without_an_agent_end(verb: int) -> None:
    assert agents(joined_passives(with_agent=False)[verb]) == []
