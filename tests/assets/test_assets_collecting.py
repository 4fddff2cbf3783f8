"""Collecting shows why documents were refused, with the file or address of each."""

from pathlib import Path

import dagster as dg

from orchestration.assets.collecting import collecting_assets
from orchestration.assets.shared import no_progress
from orchestration.settings import Settings


def test_assets_collecting_refused_documents_stand_with_file_and_reason(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path)
    settings.home.inbox.mkdir()
    (settings.home.inbox / "empty.txt").write_text("")
    (settings.home.inbox / "good.txt").write_text(
        "Date: 2024-01-09\nTitle: Seoul criticises Moscow\n\n"
        + "The South Korean government criticised Moscow on Tuesday over its arms trade. " * 8
    )
    result = dg.materialize(collecting_assets(settings, no_progress))
    (made,) = result.asset_materializations_for_node("articles")
    assert made.metadata["documents refused"].value == 1
    refused = made.metadata["refused"]
    assert isinstance(refused, dg.TableMetadataValue)
    (row,) = (record.data for record in refused.records)
    assert (row["outcome"], "empty.txt" in str(row["file or address"])) == ("empty", True)
    assert row["reason"]
