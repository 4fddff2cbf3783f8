"""What the command line says besides its answers: what is wrong in one line, and what takes long.

Exit codes: 0 done (also when documents were refused), 1 some inputs failed, 2 wrong use or
settings, 3 locked by another process, 4 a check failed, 130 stopped by hand.
"""

import shlex
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import typer

if TYPE_CHECKING:
    from rich.progress import TaskID

PROGRAM = "demarche"
DONE, SOME_FAILED, WRONG_USE, LOCKED, CHECK_FAILED, STOPPED = 0, 1, 2, 3, 4, 130

# Libraries that read files of a home: what they can't read is no mistake of ours.
_READERS = ("duckdb", "_duckdb", "pyarrow", "sqlalchemy", "sqlite3", "yaml")


def stop(message: str, code: int) -> NoReturn:
    """End the command with one line on standard error."""
    typer.echo(f"demarche: {' '.join(message.split())}", err=True)
    raise typer.Exit(code)


@contextmanager
def clear_errors() -> Iterator[None]:
    """Every foreseen error is one line and an exit code; a mistake in the code still raises."""
    try:
        yield
    except KeyboardInterrupt:
        stop(f"stopped; what was done stays, and {program()} run goes on from there", STOPPED)
    except Exception as error:
        foreseen = _in_one_line(error)
        if foreseen is None:
            raise
        stop(*foreseen)


def _in_one_line(error: Exception) -> tuple[str, int] | None:
    # Imported only when something is wrong: together they take longer than most answers.
    from orchestration.collect import FeedsError
    from orchestration.dagster_home import DagsterSettingsError, HomeInUseError
    from orchestration.evaluation.gold import GoldError
    from orchestration.extract.records import PipelineError
    from orchestration.lakes import UnreadableFileError
    from orchestration.modelling import ModelsFailedError
    from orchestration.querying import QueryError
    from orchestration.running import CheckFailedError, MixedHomeError, RunFailedError
    from orchestration.warehouse import UnreadableWarehouseError, WarehouseLockedError

    match error:
        case BrokenPipeError():  # whoever read our output has had enough; Typer ends quietly
            return None
        case DagsterSettingsError() | FeedsError() | GoldError() | MixedHomeError():
            return str(error), WRONG_USE
        case PipelineError() | QueryError():
            return str(error), WRONG_USE
        case HomeInUseError() | WarehouseLockedError():
            return str(error), LOCKED
        case RunFailedError():
            return str(error), LOCKED if "is in use by" in str(error) else SOME_FAILED
        case CheckFailedError():
            return str(error), CHECK_FAILED
        case ModelsFailedError() | UnreadableFileError() | UnreadableWarehouseError():
            return str(error), SOME_FAILED
        case FileNotFoundError():
            return f"{error.filename or error} is not there", WRONG_USE
        case OSError():
            return _system_error(error), SOME_FAILED
    if type(error).__module__.partition(".")[0] in _READERS:
        return f"a file can't be read: {type(error).__name__}: {error}"[:500], SOME_FAILED
    return None


@contextmanager
def progress() -> Iterator[Callable[[str, int, int], None]]:
    """A bar for each long step, on standard error.

    On a terminal it says that something is starting until the first step tells of itself.
    """
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (
        TextColumn("{task.description:<18}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    console = Console(stderr=True)
    # Runs turn standard output to their log; the bars must not turn it back.
    bars = Progress(*columns, console=console, redirect_stdout=False, redirect_stderr=False)
    tasks: dict[str, TaskID] = {}

    def tell(step: str, done: int, total: int) -> None:
        if starting is not None and not tasks:
            bars.remove_task(starting)
        if step not in tasks:
            bars.start()  # where nothing is told, nothing is drawn
            tasks[step] = bars.add_task(step)
        bars.update(tasks[step], completed=done, total=total)

    starting = bars.add_task("Starting", total=None) if console.is_terminal else None
    if starting is not None:
        bars.start()
    try:
        yield tell
    finally:
        if tasks:
            bars.stop()
        elif starting is not None:
            bars.live.transient = True  # nothing stays of what was never begun
            bars.stop()


def counted(number: int, what: str) -> str:
    """A number of things, in words: 1 file, 2 files."""
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def program() -> str:
    """What the user has to type for this program: its path, where its name alone is not found."""
    called = Path(sys.argv[0])
    if called.name != PROGRAM or shutil.which(PROGRAM):
        return PROGRAM
    return shlex.quote(short(called.absolute()))


def short(path: Path) -> str:
    """A path from the working folder on, where it lies in it."""
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path)


def _system_error(error: OSError) -> str:
    place = error.filename
    if isinstance(error, FileExistsError) and place and not Path(place).is_dir():
        return f"{place} is no folder, and one belongs there"
    reason = error.strerror or str(error)
    return f"{place} can't be used: {reason}" if place else reason
