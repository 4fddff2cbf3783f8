"""A small fingerprint of a text, by which copies of one story know each other."""

import hashlib
import heapq
import re

SHINGLE_WORDS = 5
SKETCH_SIZE = 16

_WORD = re.compile(r"\w+")


def sketch(text: str) -> list[int]:
    """The 16 smallest 64-bit hashes of the text's 5-word shingles, ascending.

    A bottom-k sketch (Broder 1997, "On the resemblance and containment of documents"): the share
    of common values among the 16 smallest of two sketches' union estimates the Jaccard
    resemblance of the texts. A text of fewer than five words is one shingle.
    """
    words = _WORD.findall(text.casefold())
    count = max(1, len(words) - SHINGLE_WORDS + 1)
    shingles = {" ".join(words[start : start + SHINGLE_WORDS]) for start in range(count)}
    return heapq.nsmallest(SKETCH_SIZE, {_hash(shingle) for shingle in shingles})


def _hash(shingle: str) -> int:
    return int.from_bytes(hashlib.blake2b(shingle.encode(), digest_size=8).digest(), "big")
