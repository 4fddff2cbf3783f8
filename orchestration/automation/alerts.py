"""Who is told when a run fails: a line in a log, and the program that the settings name."""

import shlex
import subprocess
from datetime import datetime

from orchestration.settings import Settings

ALERT_LOG = "alerts.log"

_PATIENCE_SECONDS = 60


class AlertFailedError(Exception):
    """The alert stands in the log, but the program of the settings could not be told."""


def alert(settings: Settings, at: datetime, message: str) -> None:
    """Put a failure on record in Dagster's folder, and hand it to `alert_command`.

    The command is run as it stands, without a shell.

    Raises:
        AlertFailedError: the command is not there, failed, or took longer than a minute.
    """
    line = f"{at:%Y-%m-%d %H:%M:%S}Z {' '.join(message.split())}\n"
    with (settings.home.dagster / ALERT_LOG).open("a", encoding="utf-8") as log:
        log.write(line)
    if not settings.alert_command:
        return
    try:
        subprocess.run(  # noqa: S603 - what the user's own settings say
            shlex.split(settings.alert_command),
            input=line,
            text=True,
            check=True,
            capture_output=True,
            timeout=_PATIENCE_SECONDS,
        )
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        raise AlertFailedError(f"alert_command: {error}") from error
