"""The tables that Python writes: columns, types, units and comments, written once.

Parquet schemas of the lakes, the DDL and comments of `landing`, and the test that compares the
dbt sources with them all come from here. Timestamps are UTC without a zone. An enumerated column
names its values in `*_VALUES` below.
"""

from dataclasses import dataclass

OUTCOMES = (
    "article",
    "duplicate",
    "undated",
    "out_of_range",
    "not_an_article",
    "unsupported_language",
    "too_large",
    "empty",
    "unreadable",
    "invalid_record",
    "refused_address",
    "fetch_failed",
    "removed",
)
TAKEN_FOR_ARTICLES = "NOT (outcome = 'not_an_article' AND content_type = 'application/xml')"
"""Condition on `documents` for those that were to be articles, as a feed is not."""

STATUSES = ("occurred", "planned", "denied", "hypothetical", "background")
DATE_PRECISIONS = ("day", "week", "month", "year", "unknown")
MENTION_KINDS = (
    "country",
    "government_seat",
    "demonym",
    "organisation",
    "nonstate",
    "person",
    "role",
    "reference",
)


@dataclass(frozen=True)
class Column:
    """One column: DuckDB type, the comment kept in the database, whether it may be null."""

    name: str
    type: str
    comment: str
    nullable: bool = False


@dataclass(frozen=True)
class Table:
    """One table: grain and columns; the first `key` columns identify a row."""

    name: str
    comment: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def column_names(self) -> tuple[str, ...]:
        """The names, in the order of the contract."""
        return tuple(column.name for column in self.columns)


RAW_DOCUMENTS = Table(
    "raw_documents",
    "One row a document as it was collected: its bytes and all that was said of it on arrival.",
    ("document_id",),
    (
        Column("document_id", "VARCHAR", "Hash of source_id, url and sha256."),
        Column("source_id", "VARCHAR", "Who published it, as a slug; 'inbox' where nobody said."),
        Column("source_name", "VARCHAR", "Name of the source for people."),
        Column("source_country", "VARCHAR", "ISO 3166-1 alpha-3 seat of the source.", True),
        Column("source_kind", "VARCHAR", "What feeds.yml says it is: agency, government, …", True),
        Column("source_terms", "VARCHAR", "On what terms feeds.yml says it may be used.", True),
        Column("is_sample", "BOOLEAN", "Whether it belongs to the bundled sample."),
        Column("url", "VARCHAR", "Address, or 'inbox:' and the file's name where it has none."),
        Column("retrieved_at", "TIMESTAMP", "When it was collected, UTC."),
        Column("content_type", "VARCHAR", "Media type; application/feed-item is of a feed."),
        Column("bytes", "BIGINT", "Size as it came, in bytes."),
        Column("sha256", "VARCHAR", "Hash of the bytes, 64 hex digits."),
        Column("given_published", "VARCHAR", "Publication date given by hand, ISO 8601.", True),
        Column("feed_published", "VARCHAR", "Publication date that its feed gives.", True),
        Column("feed_title", "VARCHAR", "Title that its feed gives.", True),
        Column("refused_outcome", "VARCHAR", "Outcome where it was refused on arrival.", True),
        Column("refused_reason", "VARCHAR", "Why it was refused on arrival.", True),
        Column("content", "BLOB", "The bytes; null where they were refused for their size.", True),
    ),
)

DOCUMENTS = Table(
    "documents",
    "One row a document that was ever collected, with what became of it.",
    ("document_id",),
    (
        Column("document_id", "VARCHAR", "Hash of source_id, url and sha256 of the bytes."),
        Column("source_id", "VARCHAR", "Who published it, as a slug; see landing.sources."),
        Column("url", "VARCHAR", "Address, or 'inbox:' and the file's name where it has none."),
        Column("retrieved_at", "TIMESTAMP", "When it was collected, UTC."),
        Column("published_date", "DATE", "Day of publication, UTC; null where unknown.", True),
        Column("content_type", "VARCHAR", "Media type as it was read."),
        Column("bytes", "BIGINT", "Size as it came, in bytes."),
        Column("sha256", "VARCHAR", "Hash of the bytes, 64 hex digits."),
        Column("outcome", "VARCHAR", "What became of it: " + ", ".join(OUTCOMES) + "."),
        Column("reason", "VARCHAR", "Why, in words, with the mend; null only for article.", True),
    ),
)

SOURCES = Table(
    "sources",
    "One row a source of documents.",
    ("source_id",),
    (
        Column("source_id", "VARCHAR", "The source, as a slug of its name."),
        Column("source_name", "VARCHAR", "Its name for people."),
        Column("source_country", "VARCHAR", "ISO 3166-1 alpha-3 seat, where known.", True),
        Column("source_kind", "VARCHAR", "What it is by feeds.yml: agency, government, ….", True),
        Column("source_terms", "VARCHAR", "Terms on which it may be used, by feeds.yml.", True),
        Column("is_sample", "BOOLEAN", "Whether it is one of the bundled sample's sources."),
    ),
)

DOCUMENT_RECORDS = Table(
    "documents",
    "A row of the documents lake: the document and its source side by side.",
    DOCUMENTS.key,
    (*DOCUMENTS.columns, *SOURCES.columns[1:]),
)

ARTICLES = Table(
    "articles",
    "One row an article: a document that parsed to a dated English text not seen before.",
    ("article_id",),
    (
        Column("article_id", "VARCHAR", "Hash of source_id, canonical_url and normalised text."),
        Column("document_id", "VARCHAR", "The document it was parsed from."),
        Column("source_id", "VARCHAR", "Who published it; see landing.sources."),
        Column("url", "VARCHAR", "Address it was collected from."),
        Column("canonical_url", "VARCHAR", "Address that the page gives itself, else url."),
        Column("title", "VARCHAR", "Headline; empty where there is none."),
        Column("byline", "VARCHAR", "Author line, where given.", True),
        Column("dateline", "VARCHAR", "Place (and agency) that opens the text.", True),
        Column("published_at", "TIMESTAMP", "Publication time, UTC; midnight where only a day."),
        Column("published_at_basis", "VARCHAR", "How we know: given, header, record, page, feed."),
        Column("published_date", "DATE", "Day of publication, UTC: the partition."),
        Column("published_local_date", "DATE", "Day at the source's place: days in it count from."),
        Column("language", "VARCHAR", "ISO 639-1 code; en."),
        Column("word_count", "INTEGER", "Words of the text."),
        Column("sketch", "UBIGINT[]", "The 16 smallest hashes of its 5-word shingles, ascending."),
    ),
)

ARTICLE_TEXTS = Table(
    "article_texts",
    "One row an article: its text, apart, so that copies and exports can leave it out.",
    ("article_id",),
    (
        Column("article_id", "VARCHAR", "The article."),
        Column("text", "VARCHAR", "Main text; paragraphs parted by a blank line."),
    ),
)

MENTIONS = Table(
    "mentions",
    "One row a place in a text that names or stands for an actor.",
    ("mention_id",),
    (
        Column("mention_id", "VARCHAR", "Hash of article_id, start_char, end_char, actor_code."),
        Column("article_id", "VARCHAR", "The article."),
        Column("sentence_index", "INTEGER", "Sentence in the article, from 0."),
        Column("start_char", "INTEGER", "Offset of the first character in the text."),
        Column("end_char", "INTEGER", "Offset after the last character in the text."),
        Column("surface", "VARCHAR", "The characters there."),
        Column("kind", "VARCHAR", "How it names the actor: " + ", ".join(MENTION_KINDS) + "."),
        Column("actor_code", "VARCHAR", "The actor; see dim_actor."),
        Column("sector", "VARCHAR", "PLOVER sector (GOV, MIL, LEG, …) where known.", True),
        Column("person", "VARCHAR", "Person's name as in the text, where one stands there.", True),
        Column("title_text", "VARCHAR", "Office or title as in the text, where given.", True),
        Column("resolved_from", "VARCHAR", "mention_id this one points back to.", True),
        Column("confidence", "DOUBLE", "0 to 1, four decimals: how sure the resolution is."),
    ),
)

EVENTS = Table(
    "events",
    "One row a directed event in one article; the two rows of a symmetric one share symmetric_id.",
    ("event_id",),
    (
        Column("event_id", "VARCHAR", "Hash of article, span, source, target, type and status."),
        Column("symmetric_id", "VARCHAR", "Shared by both directions; null where directed.", True),
        Column("article_id", "VARCHAR", "The article."),
        Column("sentence_index", "INTEGER", "Sentence in the article, from 0."),
        Column("source_actor", "VARCHAR", "Who acts; see dim_actor."),
        Column("source_sector", "VARCHAR", "PLOVER sector of who acts.", True),
        Column("target_actor", "VARCHAR", "Who is acted on; see dim_actor."),
        Column("target_sector", "VARCHAR", "PLOVER sector of who is acted on.", True),
        Column("event_type", "VARCHAR", "PLOVER root code; see dim_event_type."),
        Column("mode", "VARCHAR", "First mode that fits, in the codebook's order.", True),
        Column("other_modes", "VARCHAR[]", "Further modes that fit."),
        Column("contexts", "VARCHAR[]", "PLOVER contexts, sorted."),
        Column("event_date", "DATE", "Day of the act; first day of a week or month.", True),
        Column("event_date_precision", "VARCHAR", "One of " + ", ".join(DATE_PRECISIONS) + "."),
        Column("status", "VARCHAR", "Of the act named: " + ", ".join(STATUSES) + "."),
        Column("stated_by_actor", "VARCHAR", "Actor on whose word the report rests.", True),
        Column("stated_by_person", "VARCHAR", "Speaker's name or role as in the text.", True),
        Column("reported_by", "VARCHAR", "News outlet the text cites, where it does.", True),
        Column("trigger", "VARCHAR", "The word that carries the act, as in the text."),
        Column("start_char", "INTEGER", "Offset of the evidence in the text."),
        Column("end_char", "INTEGER", "Offset after the evidence."),
        Column("evidence", "VARCHAR", "The sentence, as in the text."),
        Column("rule_or_model", "VARCHAR", "Name of the rule (lexicon entry) or model."),
        Column("confidence", "DOUBLE", "0 to 1, four decimals."),
        Column("extractor_version", "VARCHAR", "Version of code, knowledge and models."),
    ),
)

QUOTATIONS = Table(
    "quotations",
    "One row a passage in quotation marks, with who said it.",
    ("quotation_id",),
    (
        Column("quotation_id", "VARCHAR", "Hash of article_id, start_char and end_char."),
        Column("article_id", "VARCHAR", "The article."),
        Column("start_char", "INTEGER", "Offset of the first quoted character."),
        Column("end_char", "INTEGER", "Offset after the last quoted character."),
        Column("text", "VARCHAR", "The quoted words, without the marks."),
        Column("speaker", "VARCHAR", "Who said it, as in the text.", True),
        Column("speaker_actor", "VARCHAR", "Actor whom the speaker speaks for.", True),
        Column("about_actors", "VARCHAR[]", "Other actors named in it, sorted."),
        Column("is_partial", "BOOLEAN", "Whether it is part of a sentence of the text's own."),
    ),
)

READING_FAILURES = Table(
    "reading_failures",
    "One row an article whose reading failed, a fault of ours: it gives no events until mended.",
    ("article_id",),
    (
        Column("article_id", "VARCHAR", "The article."),
        Column("error", "VARCHAR", "Kind of error and its message, on one line."),
    ),
)

DAYS = Table(
    "days",
    "One row a publication day that was read, with what it was read from.",
    ("published_date",),
    (
        Column("published_date", "DATE", "The day, UTC."),
        Column("articles_fingerprint", "VARCHAR", "Hash of the sorted article ids."),
        Column("extractor_version", "VARCHAR", "Version of code, knowledge and models."),
        Column("article_count", "INTEGER", "Articles read."),
        Column("event_count", "INTEGER", "Event rows found."),
    ),
)

ACTORS = Table(
    "actors",
    "One row an actor that the readers know, from the knowledge files.",
    ("actor_code",),
    (
        Column("actor_code", "VARCHAR", "ISO 3166-1 alpha-3, or a documented code of our own."),
        Column("actor_name", "VARCHAR", "Short English name, with 'the' where it belongs."),
        Column("actor_kind", "VARCHAR", "state, territory, organisation or nonstate."),
        Column("code_basis", "VARCHAR", "ISO 3166-1 or demarche."),
    ),
)

MEMBERSHIPS = Table(
    "memberships",
    "One row a period in which an actor was a member of an organisation, from the knowledge files.",
    ("organisation_code", "actor_code", "valid_from"),
    (
        Column("organisation_code", "VARCHAR", "The organisation; see dim_actor."),
        Column("actor_code", "VARCHAR", "The member; see dim_actor."),
        Column(
            "valid_from", "DATE", "First day of membership; 1st of the month or year if coarser."
        ),
        Column("valid_from_precision", "VARCHAR", "How exactly it is known: day, month, year."),
        Column("valid_to", "DATE", "Day on which membership ended; null while it lasts.", True),
        Column("valid_to_precision", "VARCHAR", "How exactly: day, month, year.", True),
        Column("note", "VARCHAR", "Suspensions, which end no membership, and doubts.", True),
        Column("source", "VARCHAR", "Where the days come from."),
    ),
)

LANDING_TABLES = (
    DOCUMENTS,
    SOURCES,
    ARTICLES,
    ARTICLE_TEXTS,
    MENTIONS,
    EVENTS,
    QUOTATIONS,
    READING_FAILURES,
    DAYS,
    ACTORS,
    MEMBERSHIPS,
)
