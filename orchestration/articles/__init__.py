"""Articles: documents become dated English texts, or rows that say why not."""

from orchestration.articles.batch import ParseReport, documents_unparsed, parse_documents

__all__ = ["ParseReport", "documents_unparsed", "parse_documents"]
