"""The command line: light to start, one clear line for what is wrong, and the agreed exit codes."""

import contextlib
import json
import os
import shutil
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from importlib.metadata import version
from pathlib import Path

import pytest
from typer.testing import CliRunner

from orchestration.cli import app
from orchestration.settings import project_root
from orchestration.tables import EVENTS, TAKEN_FOR_ARTICLES

HEAVY = {"dagster", "spacy", "duckdb", "pyarrow", "dbt", "trafilatura", "pydantic_settings"}


@pytest.fixture(autouse=True)
def _own_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("DEMARCHE_HOME", "DAGSTER_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "unset"))
        monkeypatch.delenv(name)


def demarche(*words: str | Path) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, [str(word) for word in words])
    return result.exit_code, result.stdout, result.stderr


def test_cli_help_imports_nothing_heavy() -> None:
    script = (
        "import sys\nfrom orchestration.cli import app\n"
        "try: app(['--help'])\nexcept SystemExit: pass\n"
        f"print('HEAVY', sorted({HEAVY} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, cwd=project_root
    )
    assert done.stdout.splitlines()[-1] == "HEAVY []"


@pytest.mark.parametrize(
    "command",
    [command.callback.__name__ for command in app.registered_commands] + ["evaluate articles"],
)
def test_cli_every_command_has_help_and_an_example(command: str) -> None:
    code, output, _ = demarche(*command.split(), "--help")
    assert code == 0
    assert f"Example: demarche {command}" in " ".join(output.split())


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["add", "gone.txt"], 2, "gone.txt is not there"),
        (["add", "pyproject.toml", "--published", "4.2.2024"], 2, "2024-02-04"),
        (["add", "pyproject.toml", "--url", "javascript:alert(1)"], 2, "http"),
        (["sql", "SELECT 1"], 2, "demarche run"),
        (["sql", "SELECT 1", "--format", "xml"], 2, "table, json, csv"),
        (["read"], 2, "--day DATE or --stale"),
        (["read", "--day", "soon"], 2, "2024-02-04"),
        (["read", "--day", "2024-W05"], 2, "2024-02-04"),
        (["read", "--day", "2024-02-04"], 2, "there are none yet"),
        (["briefing", "--week", "2024-W60"], 2, "2024-W05"),
        (["briefing", "--week", "2024-W05"], 2, "demarche run"),
    ],
)
def test_cli_mistakes_give_one_clear_line(
    tmp_path: Path, words: list[str], code: int, said: str
) -> None:
    exit_code, _, errors = demarche(*words, "--home", tmp_path / "home")
    assert exit_code == code
    assert said in errors
    assert errors.count("\n") == 1


def test_cli_what_to_type_next_names_the_home_that_was_given(tmp_path: Path) -> None:
    home, article = tmp_path / "my home", tmp_path / "a.txt"
    article.write_text("Ministers met.")
    said = [
        demarche(*words, "--home", home)
        for words in (
            ["run"],
            ["add", article],
            ["sql", "SELECT 1"],
            ["briefing", "--week", "2024-W05"],
            ["read", "--stale"],
        )
    ]
    assert [code for code, _, _ in said] == [0, 0, 2, 2, 0]
    for _, output, errors in said:
        (hint,) = (line for line in (output + errors).splitlines() if "demarche " in line)
        assert f"--home '{home}'" in hint


def test_cli_run_in_an_empty_home_says_so(tmp_path: Path) -> None:
    home = tmp_path / "home"
    code, output, _ = demarche("run", "--home", home)
    assert code == 0
    assert output.splitlines() == [
        f"Nothing to do: there is no article in {home} yet.",
        f"Next: demarche add FILE --home {home}, or put files in {home}/inbox",
    ]


def test_cli_add_refuses_a_date_that_no_article_may_have(tmp_path: Path) -> None:
    home, article = tmp_path / "home", tmp_path / "a.txt"
    article.write_text("Ministers met.")
    home.mkdir()
    (home / "demarche.toml").write_text("history_start = 2020-03-01")
    today = datetime.now(UTC).date()
    for day in (date(2020, 2, 29), today + timedelta(days=3), date.max):
        code, _, errors = demarche("add", article, "--published", str(day), "--home", home)
        assert (code, errors.count("\n")) == (2, 1)
        assert f"{day} is out of range; taken are 2020-03-01 (setting history_start)" in errors
        assert not (home / "raw").exists()
    for day in (date(2020, 3, 1), today + timedelta(days=1)):
        code, output, _ = demarche("add", article, "--published", str(day), "--home", home)
        assert code == 0
        assert "1 new document," in output


def test_cli_add_says_which_document_gave_way(tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text("Ministers met.")
    words = ["add", article, "--home", tmp_path / "home"]
    assert "gave way" not in demarche(*words)[1]
    assert "1 known before gave way" in demarche(*words, "--source", "Wire")[1]


def test_cli_unknown_week_says_which_there_are(sample_home: Path) -> None:
    code, _, errors = demarche("briefing", "--week", "2019-W07", "--home", sample_home)
    assert (code, errors.count("\n")) == (2, 1)
    assert "to 2024-W08" in errors


def test_cli_extract_reads_the_others_where_one_file_fails(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.txt", tmp_path / "bad.txt"
    good.write_text("Seoul criticised Moscow on Friday.")
    bad.write_bytes(b"")
    code, output, errors = demarche(
        "extract", bad, good, tmp_path / "gone.txt", "--published", "2024-02-04", "--format", "json"
    )
    assert code == 1
    empty, read, gone = json.loads(output)
    assert set(empty) == set(gone) == {"file", "error"}
    assert [event["event_date"] for event in read["events"]] == ["2024-02-02"]
    assert list(read) == ["file", "events", "mentions", "quotations"]
    assert [row["actor_code"] for row in read["mentions"]] == ["KOR", "RUS"]
    assert gone["error"] == "it is not there"
    said = dict(line.removeprefix("demarche: ").split(": ", 1) for line in errors.splitlines())
    assert set(said) == {str(bad), str(good), str(tmp_path / "gone.txt")}
    assert said[str(good)] == "too short for a run to take it"


def test_cli_home_without_a_name_is_no_folder() -> None:
    code, _, errors = demarche("run", "--home", "")
    assert (code, "names no folder" in errors) == (2, True)


def test_cli_extract_fits_the_terminal_with_all_columns(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("Date: 2024-02-04\n\nSeoul criticised Moscow on Friday.")
    master, slave = os.openpty()
    reading = subprocess.Popen(
        [sys.executable, "-c", "from orchestration.cli import main; main()", "extract", file],
        stdout=slave,
        stderr=subprocess.DEVNULL,
        cwd=project_root,
        env=os.environ | {"COLUMNS": "70"},
    )
    os.close(slave)
    shown = b""
    with contextlib.suppress(OSError):  # how the end of a terminal shows
        while part := os.read(master, 4096):
            shown += part
    os.close(master)
    assert reading.wait() == 0
    lines = shown.decode().splitlines()
    assert max(map(len, lines[1:])) <= 70  # the first is the file's name
    names = [line.split(" ")[0] for line in lines if line.split(" ")[0] in EVENTS.column_names]
    assert names[: len(EVENTS.columns)] == list(EVENTS.column_names)


def test_cli_extract_reads_standard_input_and_says_that_it_has_no_date() -> None:
    result = CliRunner().invoke(app, ["extract", "-"], input="Japan condemned Libya.\n")
    assert result.exit_code == 0
    assert "accuse.criticise.condemn" in result.stdout
    assert "no date in it" in result.stderr


def test_cli_evaluate_scores_the_annotated_sample() -> None:
    gold = project_root / "orchestration" / "sample" / "gold.jsonl"
    code, output, _ = demarche("evaluate", "articles", gold, "--format", "json")
    assert code == 0
    scores = {score["name"]: score for score in json.loads(output)["scores"]}
    whole = next(iter(scores.values()))
    assert whole["n_gold"] > 100
    assert whole["precision"]["low"] <= whole["precision"]["value"] <= whole["precision"]["high"]
    code, _, errors = demarche("evaluate", "articles", project_root / "README.md")
    assert (code, errors.count("\n")) == (2, 1)


def test_cli_doctor_says_what_can_not_work(tmp_path: Path) -> None:
    code, output, _ = demarche("doctor", "--home", tmp_path)
    assert (code, "can be used; 0 feeds" in output) == (0, True)
    (tmp_path / "demarche.toml").write_text("language_pipeline = 'nope'")
    code, _, errors = demarche("doctor", "--home", tmp_path)
    assert (code, errors.count("\n")) == (2, 1)
    assert "'nope'" in errors


def test_cli_says_its_version() -> None:
    code, output, _ = demarche("--version")
    assert (code, output) == (0, f"demarche {version('demarche')}\n")


def test_cli_without_a_command_shows_what_there_is() -> None:
    code, output, _ = demarche()
    assert (code, "briefing" in output) == (2, True)


def test_cli_broken_settings_give_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "demarche.toml").write_text("reread_minutes = 'soon'")
    code, _, errors = demarche("doctor", "--home", tmp_path)
    assert (code, errors.count("\n")) == (2, 1)
    assert "reread_minutes" in errors


def test_cli_sample_goes_all_the_way_and_then_nothing_is_due(sample_home: Path) -> None:
    code, output, _ = demarche(
        "sql",
        "SELECT outcome, count(*) AS n FROM landing.documents "
        f"WHERE {TAKEN_FOR_ARTICLES} GROUP BY ALL",
        "--home",
        sample_home,
        "--format",
        "json",
    )
    assert code == 0
    manifest = (project_root / "orchestration/sample/sample.csv").read_text().splitlines()
    assert json.loads(output) == [{"outcome": "article", "n": len(manifest) - 1}]
    code, output, _ = demarche("run", "--sample", "--home", sample_home)
    assert (code, output.splitlines()) == (0, ["Nothing to do: everything is up to date."])
    code, output, _ = demarche("run", "--home", sample_home)
    assert (code, output.splitlines()) == (0, ["Nothing to do: everything is up to date."])


@pytest.mark.parametrize(
    "query",
    [
        "COPY (SELECT 1) TO 'x.csv'",
        "SELECT * FROM read_csv('/etc/passwd')",
        "ATTACH 'other.duckdb'",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SET enable_external_access = true",
        "CREATE TABLE landing.mine (x INTEGER)",
        "DELETE FROM landing.documents",
        "CHECKPOINT",
        "VACUUM",
        "CREATE TEMP TABLE mine AS SELECT 1",
        "EXPLAIN ANALYZE COPY (SELECT 1) TO 'x.csv'",
        "SELECT 1; SELECT 2",
    ],
)
def test_cli_sql_can_neither_write_nor_reach_outside(sample_home: Path, query: str) -> None:
    code, _, errors = demarche("sql", query, "--home", sample_home)
    assert code == 2
    assert errors.count("\n") == 1
    assert "Traceback" not in errors


def test_cli_sql_can_not_use_the_folder_for_what_memory_can_not_hold(
    sample_home: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "published" / "demarche.duckdb"
    (copy.parent / "demarche.duckdb.tmp").mkdir(parents=True)
    shutil.copy(sample_home / "published" / "demarche.duckdb", copy)
    for place in (copy.parent / "demarche.duckdb.tmp" / "x.csv", f"{copy}.wal", copy):
        query = f"EXPLAIN ANALYZE COPY landing.days TO '{place}'"
        code, _, errors = demarche("sql", query, "--home", tmp_path)
        assert (code, errors.count("\n")) == (2, 1)
    assert {path.name for path in copy.parent.rglob("*")} == {"demarche.duckdb.tmp", copy.name}


def test_cli_sql_json_keeps_columns_of_one_name_apart(sample_home: Path) -> None:
    query = "SELECT 1 AS a, 2 AS a, 3 AS a_1"
    code, output, _ = demarche("sql", query, "--format", "json", "--home", sample_home)
    assert (code, json.loads(output)) == (0, [{"a": 1, "a_1": 2, "a_1_1": 3}])


def test_cli_sql_json_has_no_number_that_is_none(sample_home: Path) -> None:
    query = "SELECT 'nan'::DOUBLE AS a, ['inf'::FLOAT, 1.5] AS b, MAP {'x': '-inf'::DOUBLE} AS c"
    code, output, _ = demarche("sql", query, "--format", "json", "--home", sample_home)
    assert code == 0
    assert json.loads(output, parse_constant=pytest.fail) == [
        {"a": None, "b": [None, 1.5], "c": {"x": None}}
    ]


@pytest.mark.parametrize("query", ["", " ", ";"])
def test_cli_sql_without_a_query_says_so(sample_home: Path, query: str) -> None:
    code, _, errors = demarche("sql", query, "--home", sample_home)
    assert (code, errors) == (2, "demarche: there is no query in it; ask one\n")


def test_cli_a_home_is_the_sample_s_or_the_user_s(sample_home: Path, tmp_path: Path) -> None:
    code, _, errors = demarche("add", project_root / "README.md", "--home", sample_home)
    assert (code, errors.count("\n")) == (2, 1)
    own = tmp_path / "own"
    assert demarche("add", project_root / "README.md", "--home", own)[0] == 0
    code, _, errors = demarche("run", "--sample", "--home", own)
    assert (code, errors.count("\n")) == (2, 1)


def test_cli_run_says_who_holds_the_warehouse(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    holder = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import sys; from pathlib import Path; from orchestration.warehouse import writing\n"
            "with writing(Path(sys.argv[1])): print('held', flush=True); sys.stdin.read()",
            str(home / "warehouse.duckdb"),
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        assert demarche("add", project_root / "README.md", "--home", home)[0] == 0
        code, _, errors = demarche("run", "--home", home)
    finally:
        holder.communicate("")
    assert code == 3
    assert f"process {holder.pid}" in errors
