"""`demarche collect` as a user meets it: feeds asked, what failed named, exit codes."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner
from web import Page, Web, serving

from orchestration.cli import app
from orchestration.collect import fetching

STORY = (
    "Kenya criticised Ethiopia on Tuesday for its plans on the border river, an official of the "
    "foreign ministry in Nairobi said, and Ethiopia rejected the criticism on the same day. "
)


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Iterator[Web]:
    for name in ("DEMARCHE_HOME", "DAGSTER_HOME"):
        monkeypatch.setenv(name, "unset")
        monkeypatch.delenv(name)
    with serving() as web:
        network = web.network
        monkeypatch.setattr(fetching, "PublicNetwork", lambda: network)
        yield web


def list_feeds(home: Path, *feeds: tuple[str, str]) -> None:
    home.mkdir()
    lines = [
        f"- {{name: {name}, url: '{url}', kind: agency, terms: own use}}" for name, url in feeds
    ]
    (home / "feeds.yml").write_text(
        "\n".join(["contact: desk@analyst.example", "feeds:", *lines]) + "\n"
    )


def test_cli_collect_takes_feeds_and_names_those_that_failed(tmp_path: Path, web: Web) -> None:
    home = tmp_path / "home"
    list_feeds(home, ("River Post", web.url("/feed")), ("Gone", web.url("/gone")))
    text = f"<![CDATA[<p>{STORY * 4}</p>]]>"
    item = (
        "<item><title>River</title><link>https://river.example/1</link>"
        f"<pubDate>Tue, 09 Jan 2024 10:00:00 GMT</pubDate><description>{text}</description></item>"
    )
    feed = f"<rss version='2.0'><channel><title>River</title>{item}</channel></rss>"
    web.pages["/feed"] = Page(feed.encode())
    result = CliRunner().invoke(app, ["collect", "--home", str(home)])
    assert result.exit_code == 1
    assert "3 new documents, 0 known before" in result.stdout
    assert "demarche: feed Gone: it answered 404 Not Found" in result.stderr
    web.pages["/gone"] = Page(b"<rss version='2.0'><channel><title>Gone</title></channel></rss>")
    result = CliRunner().invoke(app, ["collect", "--home", str(home)])
    assert result.exit_code == 0, result.stderr
    assert "demarche:" not in result.stderr
    assert "1 new document, 2 known before" in result.stdout


def test_cli_collect_with_feeds_that_are_not_understood_is_one_line(
    tmp_path: Path, web: Web
) -> None:
    home = tmp_path / "home"
    list_feeds(home, ("A", "ftp://a.example/feed"))
    for command in (["collect"], ["run"]):
        result = CliRunner().invoke(app, [*command, "--home", str(home)])
        assert result.exit_code == 2
        assert "feeds.yml: feeds.0.url: " in result.stderr
        assert len(result.stderr.splitlines()) == 1
