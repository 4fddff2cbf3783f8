"""The notice names the source of every file of knowledge, and no file that is not there."""

import re
from importlib.resources import files

ROW = re.compile(
    r"^\|(?P<names>(?: ?`[a-z_]+\.csv`,?)+) \| (?P<what>[^|]+) \| (?P<source>[^|]+) \|$"
)


def rows_of_notice() -> list[re.Match[str]]:
    notice = (files("orchestration.knowledge") / "NOTICE.md").read_text(encoding="utf-8")
    return [row for line in notice.splitlines() if (row := ROW.match(line))]


def test_knowledge_notice_names_every_file_once() -> None:
    named = [name for row in rows_of_notice() for name in re.findall(r"`([^`]+)`", row["names"])]
    there = {
        file.name for file in files("orchestration.knowledge").iterdir() if ".csv" in file.name
    }
    assert sorted(named) == sorted(there)


def test_knowledge_notice_says_what_each_is_and_where_it_comes_from() -> None:
    for row in rows_of_notice():
        assert row["what"].strip(), row[0]
        assert row["source"].strip(), row[0]
