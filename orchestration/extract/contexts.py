"""What an event is about: PLOVER contexts by the words of its sentence."""

from functools import cache

from spacy.tokens import Span

from orchestration.knowledge.lexicon import load_contexts


@cache
def _longest_cue() -> int:
    return max(len(cue.split(" ")) for cue in load_contexts())


def contexts_of(sentence: Span) -> tuple[str, ...]:
    """The contexts that the sentence's words point to, sorted; cues match lemmas or words."""
    cues = load_contexts()
    found: set[str] = set()
    tokens = [token for token in sentence if not token.is_space]
    lemmas = [token.lemma_.lower() for token in tokens]
    words = [token.lower_ for token in tokens]
    for start in range(len(tokens)):
        for length in range(1, _longest_cue() + 1):
            end = start + length
            if end > len(tokens):
                break
            last_as_lemma = [*words[start : end - 1], lemmas[end - 1]]
            for phrase in (" ".join(words[start:end]), " ".join(last_as_lemma)):
                if phrase == "who" and not tokens[start].is_upper:
                    continue
                found.update(cues.get(phrase, ()))
    return tuple(sorted(found))
