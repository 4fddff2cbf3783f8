"""The command line: light to start, one clear line for what is wrong, and the agreed exit codes."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from orchestration.cli import app
from orchestration.settings import project_root

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


def test_cli_unknown_week_says_which_there_are(sample_home: Path) -> None:
    code, _, errors = demarche("briefing", "--week", "2019-W07", "--home", sample_home)
    assert (code, errors.count("\n")) == (2, 1)
    assert "to 2024-W05" in errors


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
    assert {line.split(":")[1].strip() for line in errors.splitlines()} == {
        str(bad),
        str(tmp_path / "gone.txt"),
    }


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


def test_cli_broken_settings_give_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "demarche.toml").write_text("reread_minutes = 'soon'")
    code, _, errors = demarche("doctor", "--home", tmp_path)
    assert (code, errors.count("\n")) == (2, 1)
    assert "reread_minutes" in errors


def test_cli_sample_goes_all_the_way_and_then_nothing_is_due(sample_home: Path) -> None:
    code, output, _ = demarche(
        "sql",
        "FROM landing.documents SELECT outcome, count(*) AS n GROUP BY ALL",
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
    ],
)
def test_cli_sql_can_neither_write_nor_reach_outside(sample_home: Path, query: str) -> None:
    code, _, errors = demarche("sql", query, "--home", sample_home)
    assert code == 2
    assert errors.count("\n") == 1
    assert "Traceback" not in errors


@pytest.mark.parametrize("query", ["", " ", ";"])
def test_cli_sql_without_a_query_says_so(sample_home: Path, query: str) -> None:
    code, _, errors = demarche("sql", query, "--home", sample_home)
    assert (code, errors) == (2, "demarche: there is no query in it\n")


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
