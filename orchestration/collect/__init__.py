"""Collect: files become documents in the raw zone, bytes as they came, none twice."""

from orchestration.collect.inbox import (
    CollectReport,
    add_files,
    collect_inbox,
    inbox_has_news,
    inbox_manifest,
)

__all__ = ["CollectReport", "add_files", "collect_inbox", "inbox_has_news", "inbox_manifest"]
