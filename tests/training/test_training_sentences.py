"""The training sentences: marks, labels, balance, and that none is a near-copy of another."""

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

import pytest

from orchestration.knowledge.lexicon import load_event_types
from orchestration.settings import project_root
from orchestration.training.sentences import NONE, TrainingSentence, load_training_sentences

BENCHMARK = project_root.parent / "shared" / "data" / "plover-dev.tsv"
SENTENCES = load_training_sentences()
TYPES = {*load_event_types(), NONE}
MODES = {
    (name, mode) for name, known in load_event_types().items() for mode in (None, *known.modes)
}
WORDS = 6
STATUSES = {"occurred", "planned", "denied", "hypothetical", "background"}
REGISTERS = {
    *("agency", "ministry", "state_media", "local_press"),
    *("analysis", "ngo", "broadcast", "headline"),
}


def wrong(is_wrong: Iterable[tuple[TrainingSentence, bool]]) -> list[str]:
    return [sentence.marked_sentence for sentence, fault in is_wrong if fault]


def test_training_each_sentence_marks_one_source_and_one_target() -> None:
    orders = {("<s>", "</s>", "<t>", "</t>"), ("<t>", "</t>", "<s>", "</s>")}
    assert wrong((s, s.marks not in orders) for s in SENTENCES) == []
    torn = re.compile(r"<[st]>(?:\s|</)|\s</[st]>")
    assert wrong((s, bool(torn.search(s.marked_sentence))) for s in SENTENCES) == []
    assert wrong((s, len(s.text.split()) < 5) for s in SENTENCES) == []


def test_training_labels_are_the_codebook_s() -> None:
    assert wrong((s, not {s.event_type, s.benchmark_type} <= TYPES) for s in SENTENCES) == []
    assert wrong((s, (s.event_type, s.mode) not in MODES | {(NONE, None)}) for s in SENTENCES) == []
    assert (
        wrong(
            (s, s.status not in (STATUSES if s.event_type != NONE else {"none"})) for s in SENTENCES
        )
        == []
    )
    assert wrong((s, s.register not in REGISTERS) for s in SENTENCES) == []
    assert wrong((s, not re.fullmatch(r"(?:19[89]|20[012])0s", s.decade)) for s in SENTENCES) == []


def test_training_kinds_are_the_guideline_s() -> None:
    guideline = (project_root / "orchestration" / "training" / "GUIDELINE.md").read_text()
    section = guideline.partition("## Kinds")[2].partition("## ")[0]
    assert {s.kind for s in SENTENCES} == set(re.findall(r"`(\w+)`", section)) - {"NONE"}


def test_training_types_and_modes_are_in_balance() -> None:
    assert len(SENTENCES) >= 4000
    types = Counter(s.event_type for s in SENTENCES)
    assert min(types[each] for each in TYPES) >= 150
    assert max(types[each] for each in TYPES - {NONE}) <= 2 * min(types[each] for each in TYPES)
    modes = Counter((s.event_type, s.mode) for s in SENTENCES)
    assert [mode for mode in MODES if mode[1] and modes[mode] < 2] == []
    decades = Counter(s.decade for s in SENTENCES)
    assert min(decades.values()) * 20 >= len(SENTENCES)
    assert len({s.region for s in SENTENCES}) >= 20


def shingles(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return {tuple(words[start : start + WORDS]) for start in range(len(words) - WORDS + 1)}


def near_copies(texts: Iterable[str], known: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Texts that share a third of their runs of six words with a known one, and three at least."""
    by_shingle: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for text in known:
        for shingle in shingles(text):
            by_shingle[shingle].add(text)
    for text in texts:
        own = shingles(text)
        shared = Counter(other for shingle in own for other in by_shingle[shingle])
        yield from (
            (text, other)
            for other, count in shared.items()
            if other != text and count >= max(3, len(own) / 3)
        )


def test_training_near_copies_are_seen() -> None:
    told = "The Kenyan minister flew to Lomé on Monday for two days of talks with his host."
    retold = told.replace("Kenyan", "Ghanaian")
    other = "The court in Lomé opened an inquiry into the Ghanaian minister on Monday."
    assert list(near_copies([retold], [told, other])) == [(retold, told)]


def test_training_sentences_are_no_near_copies_of_each_other() -> None:
    texts = [s.text for s in SENTENCES]
    assert [text for text, count in Counter(map(str.casefold, texts)).items() if count > 1] == []
    assert list(near_copies(texts, texts)) == []


@pytest.mark.skipif(not BENCHMARK.exists(), reason="the benchmark is not here")
def test_training_sentences_are_no_near_copies_of_the_benchmark_s() -> None:
    with BENCHMARK.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    known = [re.sub(r"</?[st]>", "", row["marked_sentence"]) for row in rows]
    assert len(known) > 1000
    assert list(near_copies([s.text for s in SENTENCES], known)) == []
