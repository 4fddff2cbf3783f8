"""The command `demarche`. Each command parses, calls the function that does the work, prints.

Exit codes: 0 done (also when documents were refused), 1 some inputs failed, 2 wrong use or
settings, 3 locked by another process, 4 a check failed.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from orchestration.settings import Settings

DONE, SOME_FAILED, WRONG_USE, LOCKED = 0, 1, 2, 3

app = typer.Typer(
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    no_args_is_help=True,
    help="Who did what to whom, said by whom, and where it says so.",
)

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
    from datetime import UTC, date, datetime

    from orchestration.collect import add_files
    from orchestration.collect.headers import web_address
    from orchestration.running import prepare_home

    settings = _settings(home)
    if published is not None:
        try:
            date.fromisoformat(published)
        except ValueError:
            _stop(f"--published {published!r} is no date; write it as 2024-02-04", WRONG_USE)
    if url is not None and web_address(url) is None:
        _stop(f"--url {url!r} is no address; it begins with http:// or https://", WRONG_USE)
    with _clear_errors():
        prepare_home(settings.home, sample=False)
        now = datetime.now(UTC).replace(tzinfo=None, microsecond=0)
        report = add_files(
            settings.home, settings, files, now, published=published, source=source, url=url
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
    from orchestration.running import materialize_all, prepare_home
    from orchestration.settings import home_path

    if sample and home is None:
        home = home_path() / "sample"
    settings = _settings(home)
    with _clear_errors():
        prepare_home(settings.home, sample=sample)
        from orchestration.due import what_is_due

        if not what_is_due(settings):
            typer.echo("Nothing to do: everything is up to date.")
            return
        with _progress("Collecting, reading, publishing"):
            materialize_all(settings)
    place = "" if home is None and not sample else f" --home {_short(settings.home.path)}"
    typer.echo(f"Warehouse: {_short(settings.home.published)}")
    typer.echo("Next:")
    typer.echo(f"  demarche ui{place}")
    typer.echo(
        f'  demarche sql{place} "FROM landing.documents SELECT outcome, count(*) GROUP BY ALL"'
    )


@app.command()
def sql(
    query: Annotated[str, typer.Argument(help="One SQL query.")],
    output: Annotated[str, typer.Option("--format", help="table, json or csv.")] = "table",
    home: HomeOption = None,
) -> None:
    """Ask the published copy, read-only. Example: demarche sql "FROM landing.articles" """
    from orchestration.querying import FORMATS, ask, formatted

    if output not in FORMATS:
        _stop(f"--format {output!r} is not one of {', '.join(FORMATS)}", WRONG_USE)
    with _clear_errors():
        typer.echo(formatted(ask(_settings(home).home.published, query), output))


@app.command()
def ui(
    port: Annotated[int, typer.Option(help="Port on 127.0.0.1.")] = 3000,
    home: HomeOption = None,
) -> None:
    """Open Dagster's pages on this machine. Example: demarche ui --port 3001"""
    import subprocess

    from orchestration.running import prepare_dagster
    from orchestration.settings import project_root

    settings = _settings(home)
    prepare_dagster(settings.home)
    typer.echo(f"http://127.0.0.1:{port} shows {_short(settings.home.path)}; stop with Ctrl+C")
    command = [str(Path(sys.executable).with_name("dagster-webserver"))]
    command += ["-w", str(project_root / "workspace.yaml"), "-h", "127.0.0.1", "-p", str(port)]
    raise typer.Exit(subprocess.run(command, cwd=project_root, check=False).returncode)  # noqa: S603 - our own words


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
        raise


@contextmanager
def _clear_errors() -> Iterator[None]:
    from orchestration.querying import QueryError
    from orchestration.running import MixedHomeError, RunFailedError

    try:
        yield
    except FileNotFoundError as error:
        _stop(f"{error.filename or error} is not there", WRONG_USE)
    except (QueryError, MixedHomeError) as error:
        _stop(str(error), WRONG_USE)
    except RunFailedError as error:
        _stop(str(error), LOCKED if "is in use by" in str(error) else SOME_FAILED)


@contextmanager
def _progress(what: str) -> Iterator[None]:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True)) as progress:
        task = progress.add_task(what, total=None)
        yield
        progress.update(task, total=1, completed=1)


def _stop(message: str, code: int) -> None:
    typer.echo(f"demarche: {message}", err=True)
    raise typer.Exit(code)


def _short(path: Path) -> str:
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path)
