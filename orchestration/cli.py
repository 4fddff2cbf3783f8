"""The command `demarche`. Each command parses, calls the function that does the work, prints.

Exit codes: 0 done (also when documents were refused), 1 some inputs failed, 2 wrong use or
settings, 3 locked by another process, 4 a check failed, 130 stopped by hand.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

if TYPE_CHECKING:
    from datetime import date, datetime

    from rich.progress import TaskID

    from orchestration.settings import Settings

DONE, SOME_FAILED, WRONG_USE, LOCKED, STOPPED = 0, 1, 2, 3, 130

app = typer.Typer(
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    no_args_is_help=True,
    help="Who did what to whom, said by whom, and where it says so.",
)

evaluate = typer.Typer(no_args_is_help=True, help="Score reading against annotated text.")
app.add_typer(evaluate, name="evaluate")

HomeOption = Annotated[
    Path | None,
    typer.Option("--home", help="Folder that holds everything kept (DEMARCHE_HOME, else ./data)."),
]


def main() -> None:
    """Run the command line; every foreseen error is one clear line and an exit code."""
    app()


@app.command()
def add(
    files: Annotated[list[Path], typer.Argument(help="Files or folders: .txt, .html, .jsonl.")],
    published: Annotated[str | None, typer.Option(help="Day of publication, YYYY-MM-DD.")] = None,
    source: Annotated[str | None, typer.Option(help="Who published it.")] = None,
    url: Annotated[str | None, typer.Option(help="Its address, http or https.")] = None,
    home: HomeOption = None,
) -> None:
    """Take articles in. Example: demarche add story.txt --published 2024-02-04"""
    from orchestration.collect import add_files
    from orchestration.collect.headers import web_address
    from orchestration.running import prepare_home

    settings = _settings(home)
    if published is not None:
        _day(published, "--published")
    if url is not None and web_address(url) is None:
        _stop(f"--url {url!r} is no address; it begins with http:// or https://", WRONG_USE)
    with _clear_errors():
        prepare_home(settings.home, sample=False)
        report = add_files(
            settings.home, settings, files, _now(), published=published, source=source, url=url
        )
    typer.echo(
        f"{report.files} files, {report.new_documents} new documents, "
        f"{report.known_documents} known before\nNext: demarche run"
    )


@app.command()
def run(
    sample: Annotated[
        bool, typer.Option("--sample", help="Work on the bundled sample, in data/sample.")
    ] = False,
    home: HomeOption = None,
) -> None:
    """Bring everything up to date. Example: demarche run --sample"""
    from orchestration.running import prepare_home
    from orchestration.settings import home_path

    if sample and home is None:
        home = home_path() / "sample"
    settings = _settings(home)
    with _clear_errors():
        prepare_home(settings.home, sample=sample)
        from orchestration.due import what_is_due

        if not what_is_due(settings, _now()):
            typer.echo("Nothing to do: everything is up to date.")
            return
        from orchestration.running import bring_up_to_date

        with _progress() as progress:
            bring_up_to_date(settings, _today(), progress)
    _tell_what_there_is(settings, "" if home is None else f" --home {_short(settings.home.path)}")


def _tell_what_there_is(settings: "Settings", place: str) -> None:
    from orchestration.querying import ask

    outcomes = dict(
        ask(
            settings.home.published,
            "SELECT outcome, count(*) FROM landing.documents GROUP BY outcome ORDER BY outcome",
        ).rows
    )
    refused = [f"{count} {name}" for name, count in outcomes.items() if name != "article"]
    newest = _newest_page(settings)
    typer.echo(f"Articles:  {outcomes.get('article', 0)}")
    if refused:
        typer.echo(f"Not taken: {', '.join(refused)}")
    typer.echo(f"Briefing:  {newest or 'none yet: no event was read in a week that is over'}")
    typer.echo(f"Warehouse: {_short(settings.home.published)}")
    typer.echo("Next, with the briefing open in a browser:" if newest else "Next:")
    if refused:
        typer.echo(
            f'  demarche sql{place} "FROM landing.documents SELECT url, outcome, reason '
            "WHERE outcome <> 'article'\""
        )
    typer.echo(f'  demarche sql{place} "FROM marts.fct_pair_week ORDER BY event_week DESC LIMIT 9"')
    typer.echo(f"  demarche ui{place}")


@app.command()
def read(
    day: Annotated[str | None, typer.Option(help="A day of publication, YYYY-MM-DD.")] = None,
    stale: Annotated[
        bool, typer.Option("--stale", help="Every day that is not up to date.")
    ] = False,
    home: HomeOption = None,
) -> None:
    """Read a day again, or all stale days. Example: demarche read --day 2024-02-04"""
    if (day is None) == (not stale):
        _stop("read takes either --day DATE or --stale", WRONG_USE)
    given = _day(day, "--day") if day is not None else None
    settings = _settings(home)
    with _clear_errors():
        from orchestration.lakes import partition_days
        from orchestration.running import read_day, read_stale

        known = partition_days(settings.home.articles, "published")
        if given is not None and given not in known:
            has = f"articles are dated {known[0]} to {known[-1]}" if known else "there are none yet"
            _stop(f"no article is dated {given}: {has}", WRONG_USE)
        with _progress() as progress:
            if given is None:
                count = read_stale(settings, progress)
            else:
                read_day(settings, given, progress)
                count = 1
    typer.echo(f"{count} day{'' if count == 1 else 's'} read\nNext: demarche run")


@app.command()
def briefing(
    week: Annotated[str, typer.Option(help="An ISO week, such as 2024-W05.")],
    home: HomeOption = None,
) -> None:
    """Write the page of a week. Example: demarche briefing --week 2024-W05"""
    import reports
    from orchestration import warehouse
    from orchestration.modelling import is_published

    monday = _monday(week)
    settings = _settings(home)
    if not is_published(settings.home.warehouse, settings.home.published):
        _stop(
            f"{_short(settings.home.published)} is not up to date; make it with: demarche run",
            WRONG_USE,
        )
    with _clear_errors():
        with warehouse.reading(settings.home.published) as connection:
            known = reports.weeks_with_events(connection)
        if monday not in known:
            names = [reports.week_name(each) for each in known]
            has = f"it has {names[0]} to {names[-1]}" if names else "it has none yet"
            _stop(f"the warehouse has nothing to tell of {week}: {has}", WRONG_USE)
        from orchestration.running import write_week

        with _progress() as progress:
            write_week(settings, monday, progress)
    typer.echo(_short(reports.page_file(settings.home.briefings, monday)))


@app.command()
def sql(
    query: Annotated[str, typer.Argument(help="One SQL query.")],
    output: Annotated[str, typer.Option("--format", help="table, json or csv.")] = "table",
    home: HomeOption = None,
) -> None:
    """Ask the published copy, read-only. Example: demarche sql "FROM landing.articles" """
    from orchestration.querying import FORMATS, ask, formatted

    _one_of(output, FORMATS)
    with _clear_errors():
        typer.echo(formatted(ask(_settings(home).home.published, query), output))


@app.command()
def extract(
    files: Annotated[list[Path], typer.Argument(help="Files or folders; - is standard input.")],
    published: Annotated[str | None, typer.Option(help="Day of publication, YYYY-MM-DD.")] = None,
    output: Annotated[str, typer.Option("--format", help="table or json.")] = "table",
) -> None:
    """Read files and keep nothing. Example: demarche extract story.txt --published 2024-02-04"""
    from orchestration import extracting
    from orchestration.querying import as_json, record_table

    _one_of(output, ("table", "json"))
    day = _day(published, "--published") if published is not None else None
    settings = _settings(None)
    found: list[extracting.FileReading] = []
    with _clear_errors():
        for path in extracting.files_to_read(files):
            is_standard_input = str(path) == extracting.STANDARD_INPUT
            found.append(
                extracting.read_file(
                    path,
                    sys.stdin.buffer.read() if is_standard_input else None,
                    settings.language_pipeline,
                    settings.max_document_bytes,
                    day,
                    _today(),
                )
            )
    if output == "json":
        typer.echo(as_json([file.as_dict() for file in found]))
    for file in found:
        if output == "table":
            rows = file.as_dict()
            typer.echo(f"{file.file}\n")
            for kind in ("events", "mentions", "quotations"):
                if kind in rows:
                    typer.echo(f"{kind}\n{record_table(rows[kind])}\n")
        for error in file.errors:
            typer.echo(f"demarche: {file.file}: {error}", err=True)
        if file.undated:
            typer.echo(
                f"demarche: {file.file}: no date in it; its days are counted from today "
                "(give one with --published YYYY-MM-DD)",
                err=True,
            )
    if any(file.errors or not file.readings for file in found):
        raise typer.Exit(SOME_FAILED)


@evaluate.command("articles")
def evaluate_articles_command(
    gold: Annotated[Path, typer.Argument(help="Annotated articles, one JSON object a line.")],
    output: Annotated[str, typer.Option("--format", help="table or json.")] = "table",
) -> None:
    """Score reading. Example: demarche evaluate articles orchestration/sample/gold.jsonl"""
    from orchestration.evaluation import evaluate_articles, scores_as_dict, scores_table
    from orchestration.querying import as_json, record_table

    _one_of(output, ("table", "json"))
    settings = _settings(None)
    with _clear_errors(), _progress() as progress:
        scores = evaluate_articles(
            gold,
            settings.language_pipeline,
            lambda done, total: progress("Reading", done, total),
        )
    if output == "json":
        typer.echo(as_json(scores_as_dict(scores)))
    else:
        typer.echo(record_table(scores_table(scores)))


@app.command()
def ui(
    port: Annotated[int, typer.Option(help="Port on 127.0.0.1.")] = 3000,
    home: HomeOption = None,
) -> None:
    """Open Dagster's pages on this machine. Example: demarche ui --port 3001"""
    from orchestration.running import show_dagster

    settings = _settings(home)
    typer.echo(f"http://127.0.0.1:{port} shows {_short(settings.home.path)}; stop with Ctrl+C")
    raise typer.Exit(show_dagster(settings.home, port))


@app.command()
def doctor(home: HomeOption = None) -> None:
    """Say which settings are in force. Example: demarche doctor"""
    settings = _settings(home)
    typer.echo(f"home: {settings.home.path}")
    for name, field in type(settings).model_fields.items():
        if name != "home_path":
            typer.echo(f"{name}: {getattr(settings, name)}  ({field.description})")


def _settings(home: Path | None) -> "Settings":
    from orchestration.settings import SettingsError, load_settings

    try:
        return load_settings(home)
    except SettingsError as error:
        _stop(str(error), WRONG_USE)


@contextmanager
def _clear_errors() -> Iterator[None]:
    from orchestration.dagster_home import HomeInUseError
    from orchestration.evaluation.gold import GoldError
    from orchestration.extract.records import PipelineError
    from orchestration.querying import QueryError
    from orchestration.running import MixedHomeError, RunFailedError
    from orchestration.warehouse import WarehouseLockedError

    try:
        yield
    except FileNotFoundError as error:
        _stop(f"{error.filename or error} is not there", WRONG_USE)
    except (GoldError, MixedHomeError, PipelineError, QueryError) as error:
        _stop(str(error), WRONG_USE)
    except (HomeInUseError, WarehouseLockedError) as error:
        _stop(str(error), LOCKED)
    except KeyboardInterrupt:
        _stop("stopped; what was done stays, and demarche run goes on from there", STOPPED)
    except RunFailedError as error:
        _stop(str(error), LOCKED if "is in use by" in str(error) else SOME_FAILED)


@contextmanager
def _progress() -> Iterator[Callable[[str, int, int], None]]:
    """A bar for each long step, on standard error."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (
        TextColumn("{task.description:<18}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    bars = Progress(*columns, console=Console(stderr=True))
    tasks: dict[str, TaskID] = {}

    def tell(step: str, done: int, total: int) -> None:
        if step not in tasks:
            bars.start()  # where nothing is told, nothing is drawn
            tasks[step] = bars.add_task(step)
        bars.update(tasks[step], completed=done, total=total)

    try:
        yield tell
    finally:
        if tasks:
            bars.stop()


def _now() -> "datetime":
    from datetime import UTC, datetime

    return datetime.now(UTC).replace(tzinfo=None, microsecond=0)


def _today() -> "date":
    return _now().date()


def _one_of(output: str, formats: tuple[str, ...]) -> None:
    if output not in formats:
        _stop(f"--format {output!r} is not one of {', '.join(formats)}", WRONG_USE)


def _day(text: str, option: str) -> "date":
    from datetime import date

    try:
        return date.fromisoformat(text)
    except ValueError:
        _stop(f"{option} {text!r} is no date; write it as 2024-02-04", WRONG_USE)


def _monday(week: str) -> "date":
    import re
    from datetime import date

    found = re.fullmatch(r"(\d{4})-W(\d{2})", week)
    try:
        if found is None:
            raise ValueError(week)
        return date.fromisocalendar(int(found[1]), int(found[2]), 1)
    except ValueError:
        _stop(f"--week {week!r} is no ISO week; write it as 2024-W05", WRONG_USE)


def _newest_page(settings: "Settings") -> str | None:
    import reports

    weeks = reports.written_weeks(settings.home.briefings)
    return _short(reports.page_file(settings.home.briefings, max(weeks))) if weeks else None


def _stop(message: str, code: int) -> NoReturn:
    typer.echo(f"demarche: {message}", err=True)
    raise typer.Exit(code)


def _short(path: Path) -> str:
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path)
