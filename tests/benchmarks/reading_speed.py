"""What reading costs against the bare pipe of the same language model, in CPU seconds.

    python tests/benchmarks/reading_speed.py [ARTICLES.jsonl …]

Without a file it reads the bundled sample: the documents of its inbox that are articles. A line of
a file has `text`. The two take turns in one process, three times, and each one's least time counts,
so that the ratio says something on a busy machine too. Then come the stages of reading.
"""

import json
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path

import spacy

from orchestration.articles.parse import parse_document
from orchestration.articles.text import clean_text, word_count
from orchestration.collect.files import documents_in, files_in
from orchestration.collect.raw_zone import raw_row
from orchestration.extract.pipeline import build_pipeline
from orchestration.extract.reader import Reader
from orchestration.extract.records import ArticleToRead
from orchestration.settings import SAMPLE_INBOX, Settings

TURNS = 3
DAY = date(2024, 2, 29)


def main(files: Sequence[str]) -> None:
    """Print both costs, their ratio, and what each stage takes."""
    settings = Settings()
    texts = _texts_of(files) if files else _sample_texts(settings)
    articles = [ArticleToRead(str(n), "", text, DAY, DAY) for n, text in enumerate(texts)]
    bare = spacy.load(settings.language_pipeline)
    nlp = build_pipeline(settings.language_pipeline)
    reader = Reader(nlp, "benchmark")
    reader.read(articles[0])  # the first one loads the knowledge
    bare_times, our_times = [], []
    for _ in range(TURNS):
        bare_times.append(_seconds(lambda: sum(len(doc) for doc in bare.pipe(texts))))
        our_times.append(_seconds(lambda: sum(len(reader.read(a).events) for a in articles)))
    words = sum(map(word_count, texts))
    bare_time, our_time = min(bare_times), min(our_times)
    print(f"{len(texts)} articles, {words:,} words; CPU seconds, the least of {TURNS} turns")
    for name, seconds in (("bare pipe", bare_time), ("reading", our_time)):
        print(f"{name:<24}{seconds:8.2f} s  {len(texts) / seconds:7.1f} articles a second")
    print(f"{'reading / bare pipe':<24}{our_time / bare_time:8.2f}")
    docs = []
    for article in articles:
        doc = nlp.make_doc(article.text)
        doc._.article = article
        docs.append(doc)
    for name, stage in nlp.pipeline:
        seconds = _seconds(lambda stage=stage: [stage(doc) for doc in docs])
        print(f"  {name:<22}{seconds:8.2f} s")


def _seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def _texts_of(files: Sequence[str]) -> list[str]:
    lines = (line for file in files for line in Path(file).read_text("utf-8").splitlines())
    return [clean_text(json.loads(line)["text"]) for line in lines]


def _sample_texts(settings: Settings) -> list[str]:
    found = (
        raw_row(document, datetime(2024, 3, 1))
        for file in files_in(SAMPLE_INBOX)
        for document in documents_in(file, file.name, settings.max_document_bytes)
    )
    parsed = (parse_document(row, settings.history_start) for row in found)
    return [document.text for document in parsed if document.text]


if __name__ == "__main__":
    main(sys.argv[1:])
