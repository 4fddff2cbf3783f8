"""Articles: documents become dated English texts, or rows that say why not."""

from orchestration.articles.batch import (
    ParseReport,
    documents_unparsed,
    parse_documents,
    parser_version,
)
from orchestration.articles.parse import ParsedDocument, parse_document

__all__ = [
    "ParseReport",
    "ParsedDocument",
    "documents_unparsed",
    "parse_document",
    "parse_documents",
    "parser_version",
]
