"""Which feeds a home collects, by its `feeds.yml`, and what is remembered of each."""

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from orchestration.collect.headers import web_address
from orchestration.settings import Home

EVERY = timedelta(minutes=15)
"""How often feeds are asked; what `demarche run` takes for due, and the schedule's pace."""

State = dict[str, dict[str, Any]]
"""By a feed's address: when it was asked, its validators, and its entries' hashes by address."""


class FeedsError(Exception):
    """A `feeds.yml` that can't be used; the message says where and why."""


def _is_web_address(url: str) -> str:
    if web_address(url) is None:
        raise ValueError("it begins with http:// or https://")
    return url


class FeedSource(BaseModel):
    """A feed of `feeds.yml`: whose it is, where, and on what terms its articles may be used."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = Field(min_length=1, max_length=200)
    url: Annotated[str, AfterValidator(_is_web_address)]
    country: str | None = Field(default=None, pattern=r"^[A-Z]{3}$")
    kind: Literal["agency", "newspaper", "broadcaster", "government", "organisation", "other"]
    terms: str = Field(min_length=1)


class FeedList(BaseModel):
    """All of `feeds.yml`; `contact` is what servers are told about who asks."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    contact: str = Field(min_length=3, max_length=200, pattern=r"^[\x20-\x7e]+$")
    feeds: tuple[FeedSource, ...] = Field(min_length=1)


def load_feeds(file: Path) -> FeedList | None:
    """The feeds of a home; None where it has no `feeds.yml`, or an empty one.

    Raises:
        FeedsError: it can't be opened, is no YAML, or says something that is not understood.
    """
    try:
        said = yaml.safe_load(file.read_text(encoding="utf-8"))
        if said is None:  # nothing but comments
            return None
        if not isinstance(said, dict):
            raise FeedsError(f"{file}: it begins with no line 'feeds:'")
        feeds = FeedList.model_validate(said)
    except FileNotFoundError:
        return None
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"]) or "all of it"
        raise FeedsError(f"{file}: {place}: {first['msg']}") from error
    except (OSError, ValueError, yaml.YAMLError) as error:
        raise FeedsError(f"{file}: {' '.join(str(error).split())[:200]}") from error
    for what in ("name", "url"):
        values = [getattr(feed, what) for feed in feeds.feeds]
        twice = next((value for value in values if values.count(value) > 1), None)
        if twice:
            raise FeedsError(f"{file}: the {what} {twice!r} stands twice")
    return feeds


def feeds_are_due(home: Home, now: datetime) -> bool:
    """Whether a home has feeds that were not asked within the last quarter of an hour. Cheap.

    Raises:
        FeedsError: `feeds.yml` can't be used.
    """
    if load_feeds(home.feeds_file) is None:
        return False
    last = _asked_at(read_state(home))
    return last is None or not last <= now < last + EVERY


def _state_file(home: Home) -> Path:
    return home.raw / "feeds.json"


def _asked_at(state: State) -> datetime | None:
    said = [each["asked_at"] for each in state.values() if "asked_at" in each]
    return datetime.fromisoformat(max(said)) if said else None


def read_state(home: Home) -> State:
    """What is remembered; nothing where it was lost, and then all is asked for anew."""
    try:
        state = json.loads(_state_file(home).read_text())
    except (OSError, ValueError):
        return {}
    return state if isinstance(state, dict) else {}


def write_state(home: Home, state: State) -> None:
    """Remember `state`, whole or not at all."""
    file = _state_file(home)
    file.parent.mkdir(parents=True, exist_ok=True)
    unfinished = file.with_suffix(".unfinished")
    unfinished.write_text(json.dumps(state, sort_keys=True, indent=0) + "\n")
    unfinished.replace(file)
