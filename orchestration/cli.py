"""The command `demarche`. Each command parses, calls the function that does the work, prints.

Exit codes and errors are in `terminal.py`.
"""

import shlex
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from orchestration.terminal import (
    SOME_FAILED,
    WRONG_USE,
    clear_errors,
    counted,
    program,
    progress,
    short,
    stop,
)

if TYPE_CHECKING:
    from datetime import date, datetime

    from orchestration.settings import Settings

app = typer.Typer(
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
)

evaluate = typer.Typer(no_args_is_help=True, help="Score reading against annotated text.")
app.add_typer(evaluate, name="evaluate")


def _folder(given: str) -> Path:
    if not given:
        raise typer.BadParameter("it names no folder")
    return Path(given)


HomeOption = Annotated[
    Path | None,
    typer.Option(
        "--home",
        parser=_folder,
        metavar="FOLDER",
        help="Folder that holds everything kept (DEMARCHE_HOME, else ./data).",
    ),
]

_FILES = (
    "Files, or folders of them: text, saved pages (.html), records (.jsonl, .json), e-mail (.eml), "
    "feeds (.xml, .rss, .atom)."
)


@app.callback(invoke_without_command=True)
def about(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Say which version this is.")] = False,
) -> None:
    """Who did what to whom, said by whom, and where it says so."""
    if version:
        from importlib.metadata import version as version_of

        typer.echo(f"demarche {version_of('demarche')}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())
        raise typer.Exit(WRONG_USE)


def main() -> None:
    """Run the command line; every foreseen error is one clear line and an exit code."""
    app()


@app.command()
def add(
    files: Annotated[list[Path], typer.Argument(help=_FILES)],
    published: Annotated[str | None, typer.Option(help="Day of publication, YYYY-MM-DD.")] = None,
    source: Annotated[str | None, typer.Option(help="Who published it.")] = None,
    url: Annotated[str | None, typer.Option(help="Its address, http or https.")] = None,
    home: HomeOption = None,
) -> None:
    """Take articles in. Example: demarche add story.txt --published 2024-02-04"""
    from orchestration.articles.published import days_taken
    from orchestration.collect import add_files
    from orchestration.collect.headers import web_address
    from orchestration.running import prepare_home

    settings = _settings(home)
    now = _now()
    if published is not None:
        first, last = days_taken(settings.history_start, now)
        day = _day(published, "--published")
        if not first <= day <= last:
            taken = f"{first} (setting history_start) to {last}"
            stop(f"--published {day} is out of range; taken are {taken}", WRONG_USE)
        published = day.isoformat()
    if url is not None and web_address(url) is None:
        stop(f"--url {url!r} is no address; it begins with http:// or https://", WRONG_USE)
    with clear_errors():
        prepare_home(settings.home, sample=False)
        report = add_files(
            settings.home, settings, files, now, published=published, source=source, url=url
        )
    typer.echo(
        f"{counted(report.files, 'file')}, {counted(report.new_documents, 'new document')}, "
        f"{report.known_documents} known before"
    )
    for name, reason in report.refused:
        typer.echo(f"demarche: {name}: {reason}", err=True)
    if report.replaced_documents:
        typer.echo(f"{report.replaced_documents} known before gave way: more is said of them now")
    typer.echo(f"Next: {program()} run{_place(home)}")


@app.command()
def collect(home: HomeOption = None) -> None:
    """Take in the inbox, and the feeds of feeds.yml. Example: demarche collect"""
    from orchestration.collect import load_feeds
    from orchestration.running import collect as collect_now
    from orchestration.running import prepare_home

    settings = _settings(home)
    with clear_errors():
        load_feeds(settings.home.feeds_file)
        prepare_home(settings.home, sample=settings.home.is_sample)
        with progress() as tell:
            collected = collect_now(settings, tell)
    typer.echo(
        f"{counted(collected.new_documents, 'new document')}, "
        f"{collected.known_documents} known before\n"
        f"Next: {program()} run{_place(home)}"
    )
    for feed, reason in collected.failures:
        typer.echo(f"demarche: feed {feed}: {reason}", err=True)
    if collected.failures:
        raise typer.Exit(SOME_FAILED)


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
    sample = sample or settings.home.is_sample
    with clear_errors():
        prepare_home(settings.home, sample=sample)
        from orchestration.due import what_is_due

        if not what_is_due(settings, _now()):
            _tell_that_nothing_is_due(settings, _place(home))
            return
        from orchestration.running import bring_up_to_date

        with progress() as tell:
            bring_up_to_date(settings, _today(), tell)
        _tell_what_there_is(settings, _place(home))


def _tell_that_nothing_is_due(settings: "Settings", place: str) -> None:
    from orchestration.lakes import lake_files
    from orchestration.tables import RAW_DOCUMENTS

    if lake_files(settings.home.raw, RAW_DOCUMENTS):
        typer.echo("Nothing to do: everything is up to date.")
    else:
        typer.echo(
            f"Nothing to do: there is no article in {short(settings.home.path)} yet.\n"
            f"Next: {program()} add FILE{place}, or put files in {short(settings.home.inbox)}"
        )


def _tell_what_there_is(settings: "Settings", place: str) -> None:
    from orchestration.querying import ask
    from orchestration.tables import TAKEN_FOR_ARTICLES

    outcomes = dict(
        ask(
            settings.home.published,
            f"SELECT outcome, count(*) FROM landing.documents WHERE {TAKEN_FOR_ARTICLES} "  # noqa: S608 - our own words
            "GROUP BY outcome ORDER BY outcome",
        ).rows
    )
    refused = [f"{count} {name}" for name, count in outcomes.items() if name != "article"]
    newest = _newest_page(settings)
    typer.echo(f"Articles:  {outcomes.get('article', 0)}")
    if refused:
        typer.echo(f"Not taken: {', '.join(refused)}")
    typer.echo(f"Briefing:  {newest or 'none yet: no event was read in a week that is over'}")
    typer.echo(f"Warehouse: {short(settings.home.published)}")
    typer.echo("Next, with the briefing open in a browser:" if newest else "Next:")
    if refused:
        typer.echo(
            f'  {program()} sql{place} "FROM landing.documents SELECT url, outcome, reason '
            "WHERE outcome <> 'article'\""
        )
    typer.echo(
        f'  {program()} sql{place} "FROM marts.fct_pair_week ORDER BY event_week DESC LIMIT 9"'
    )
    typer.echo(f"  {program()} ui{place}")


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
        stop("read takes either --day DATE or --stale", WRONG_USE)
    given = _day(day, "--day") if day is not None else None
    settings = _settings(home)
    with clear_errors():
        from orchestration.lakes import partition_days
        from orchestration.running import read_day, read_stale

        known = partition_days(settings.home.articles, "published")
        if given is not None and given not in known:
            has = f"articles are dated {known[0]} to {known[-1]}" if known else "there are none yet"
            stop(f"no article is dated {given}: {has}", WRONG_USE)
        with progress() as tell:
            if given is None:
                count = read_stale(settings, tell)
            else:
                read_day(settings, given, tell)
                count = 1
    typer.echo(f"{counted(count, 'day')} read\nNext: {program()} run{_place(home)}")


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
    with clear_errors():
        if not is_published(settings.home.warehouse, settings.home.published):
            stop(_not_published(settings, "up to date", home), WRONG_USE)
        with warehouse.reading(settings.home.published) as connection:
            known = reports.weeks_with_events(connection)
        if monday not in known:
            names = [reports.week_name(each) for each in known]
            has = f"it has {names[0]} to {names[-1]}" if names else "it has none yet"
            stop(f"the warehouse has nothing to tell of {week}: {has}", WRONG_USE)
        from orchestration.running import write_week

        with progress() as tell:
            write_week(settings, monday, tell)
    typer.echo(short(reports.page_file(settings.home.briefings, monday)))


@app.command()
def sql(
    query: Annotated[str, typer.Argument(help="One SQL query.")],
    output: Annotated[str, typer.Option("--format", help="table, json or csv.")] = "table",
    home: HomeOption = None,
) -> None:
    """Ask the published copy, read-only. Example: demarche sql "FROM landing.articles" """
    from orchestration.querying import FORMATS, ask, formatted

    _one_of(output, FORMATS)
    settings = _settings(home)
    with clear_errors():
        if not settings.home.published.exists():
            stop(_not_published(settings, "there", home), WRONG_USE)
        typer.echo(formatted(ask(settings.home.published, query), output))


@app.command()
def extract(
    files: Annotated[list[Path], typer.Argument(help="Files or folders; - is standard input.")],
    published: Annotated[str | None, typer.Option(help="Day of publication, YYYY-MM-DD.")] = None,
    output: Annotated[str, typer.Option("--format", help="table or json.")] = "table",
) -> None:
    """Read files and keep nothing. Example: demarche extract story.txt --published 2024-02-04"""
    _one_of(output, ("table", "json"))
    day = _day(published, "--published") if published is not None else None
    standard_input = sys.stdin.buffer.read() if Path("-") in files else None
    with clear_errors(), progress():
        from orchestration import extracting
        from orchestration.querying import as_json, record_table

        settings = _settings(None)
        found = [
            extracting.read_file(
                path,
                standard_input if path == Path("-") else None,
                settings.language_pipeline,
                settings.max_document_bytes,
                day,
                _today(),
            )
            for path in extracting.files_to_read(files)
        ]
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    if output == "json":
        typer.echo(as_json([file.as_dict() for file in found]))
    for file in found:
        if output == "table":
            rows = file.as_dict()
            typer.echo(f"{file.file}\n")
            for kind in ("events", "mentions", "quotations"):
                if kind in rows:
                    typer.echo(f"{kind}\n{record_table(rows[kind], width)}\n")
        for error in file.errors:
            typer.echo(f"demarche: {file.file}: {error}", err=True)
        if file.too_short:
            typer.echo(f"demarche: {file.file}: too short for a run to take it", err=True)
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
    with clear_errors(), progress() as tell:
        scores = evaluate_articles(
            gold,
            settings.language_pipeline,
            lambda done, total: tell("Reading", done, total),
        )
    if output == "json":
        typer.echo(as_json(scores_as_dict(scores)))
    else:
        typer.echo(record_table(scores_table(scores)))


@app.command()
def ui(
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port on 127.0.0.1.")] = 3000,
    home: HomeOption = None,
) -> None:
    """Open Dagster's pages on this machine. Example: demarche ui --port 3001"""
    from orchestration.running import port_problem, prepare_pages, show_dagster

    settings = _settings(home)
    with clear_errors():
        problem = port_problem(port)
        if problem:
            stop(f"port {port} can't be used: {problem}; choose another with --port", WRONG_USE)
        with progress():
            prepare_pages(settings.home)
        typer.echo(f"http://127.0.0.1:{port} shows {short(settings.home.path)}; stop with Ctrl+C")
        raise typer.Exit(show_dagster(port))


@app.command()
def doctor(home: HomeOption = None) -> None:
    """Say which settings are in force, and whether they can work. Example: demarche doctor"""
    from orchestration.collect import load_feeds
    from orchestration.extract.pipeline import build_pipeline

    settings = _settings(home)
    typer.echo(f"home: {settings.home.path}")
    for name, field in type(settings).model_fields.items():
        if name != "home_path":
            typer.echo(f"{name}: {getattr(settings, name)}  ({field.description})")
    with clear_errors():
        build_pipeline(settings.language_pipeline)
        feeds = load_feeds(settings.home.feeds_file)
    known = counted(len(feeds.feeds) if feeds else 0, "feed")
    typer.echo(f"The language pipeline can be used; {known} in feeds.yml.")


def _settings(home: Path | None) -> "Settings":
    from orchestration.settings import SettingsError, load_settings

    try:
        return load_settings(home)
    except SettingsError as error:
        stop(str(error), WRONG_USE)


def _place(home: Path | None) -> str:
    """What names this home in a command that is to be typed next."""
    return "" if home is None else f" --home {shlex.quote(short(home.absolute()))}"


def _not_published(settings: "Settings", what: str, home: Path | None) -> str:
    published = short(settings.home.published)
    return f"{published} is not {what} yet; make it with: {program()} run{_place(home)}"


def _now() -> "datetime":
    from datetime import UTC, datetime

    return datetime.now(UTC).replace(tzinfo=None, microsecond=0)


def _today() -> "date":
    return _now().date()


def _one_of(output: str, formats: tuple[str, ...]) -> None:
    if output not in formats:
        stop(f"--format {output!r} is not one of {', '.join(formats)}", WRONG_USE)


def _day(text: str, option: str) -> "date":
    import re
    from datetime import date

    try:
        if not re.fullmatch(r"\d{4}-\d\d-\d\d", text):  # ISO 8601 also names weeks
            raise ValueError(text)
        return date.fromisoformat(text)
    except ValueError:
        stop(f"{option} {text!r} is no date; write it as 2024-02-04", WRONG_USE)


def _monday(week: str) -> "date":
    import re
    from datetime import date

    found = re.fullmatch(r"(\d{4})-W(\d{2})", week)
    try:
        if found is None:
            raise ValueError(week)
        return date.fromisocalendar(int(found[1]), int(found[2]), 1)
    except ValueError:
        stop(f"--week {week!r} is no ISO week; write it as 2024-W05", WRONG_USE)


def _newest_page(settings: "Settings") -> str | None:
    import reports

    weeks = reports.written_weeks(settings.home.briefings)
    return short(reports.page_file(settings.home.briefings, max(weeks))) if weeks else None
