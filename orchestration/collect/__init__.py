"""Collect: files and feeds become documents in the raw zone, bytes as they came, none twice."""

from orchestration.collect.feed_list import FeedsError, feeds_are_due, load_feeds
from orchestration.collect.inbox import (
    CollectReport,
    add_files,
    collect_inbox,
    inbox_has_news,
    inbox_manifest,
    inbox_news,
)

__all__ = [
    "CollectReport",
    "FeedsError",
    "add_files",
    "collect_inbox",
    "feeds_are_due",
    "inbox_has_news",
    "inbox_manifest",
    "inbox_news",
    "load_feeds",
]
