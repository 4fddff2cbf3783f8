"""The component that marks the actors named in a text, before anything is parsed."""

from spacy.language import Language
from spacy.tokens import Doc

from orchestration.extract.extensions import ActorMention, article_of, set_mentions
from orchestration.extract.names import find_names

CONFIDENCE_OF_NAME = 0.99
CONFIDENCE_OF_WEAK_NAME = 0.8
CONFIDENCE_OF_PERSON = 0.95


@Language.factory("demarche_actors", assigns=["doc._.mentions"])
class ActorMarker:
    """Fills `doc._.mentions` with names of actors and of people who hold office that day."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """The same `doc`; until it is parsed a mention's head is its last token."""
        mentions = []
        for found in find_names(doc.text, article_of(doc).published_date):
            span = doc.char_span(found.start, found.end)
            if span is None:
                continue
            confidence = CONFIDENCE_OF_NAME
            if found.is_weak:
                confidence = CONFIDENCE_OF_WEAK_NAME
            elif found.person:
                confidence = CONFIDENCE_OF_PERSON
            mentions += [
                ActorMention(
                    span.start,
                    span.end,
                    span.end - 1,
                    found.kind,
                    actor_code,
                    sector=found.sector,
                    person=span.text if found.person else None,
                    confidence=confidence,
                )
                for actor_code in found.actor_codes
            ]
        set_mentions(doc, mentions)
        return doc
