"""Whole pages: the same bytes twice, nothing fetched, nothing executed, every anchor there."""

import re
from dataclasses import replace
from datetime import date, timedelta
from html.parser import HTMLParser
from pathlib import Path

import duckdb
import pytest
from briefed import Story, Told, days_of, warehouse_of
from usual_story import usual_story

import reports
from reports import editions, loading

WEEK = date(2031, 3, 3)
LARGEST_PAGE = 600_000


class Page(HTMLParser):
    """What a test asks of a page: its ids, links, tags and visible words."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        self.ids += [value or "" for name, value in attrs if name == "id"]
        self.links += [value or "" for name, value in attrs if name == "href"]

    def handle_data(self, data: str) -> None:
        if self.tags and self.tags[-1] != "style":
            self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())


def harmless(text: str) -> Page:
    """The page, once it is known to fetch and execute nothing and to lead where it says."""
    page = Page(text)
    assert len(page.ids) == len(set(page.ids)), "an id stands twice"
    for link in page.links:
        assert link.startswith(("#", "https://", "http://", "../index.html")) or re.fullmatch(
            r"\d{4}-W\d{2}/index\.html", link
        ), link
        if link.startswith("#"):
            assert link[1:] in page.ids, f"{link} leads nowhere"
    names = {name for name, _ in page.attributes}
    assert not names & {"src", "srcset", "xlink:href", "background", "ping", "action", "poster"}
    assert not [name for name in names if name.startswith("on")]
    assert not set(page.tags) & {"script", "img", "link", "iframe", "object", "embed", "base"}
    assert "url(http" not in text
    assert "@import" not in text
    assert len(text.encode()) < LARGEST_PAGE
    return page


def rendered(story: Story, week: date = WEEK, edition: int = 1) -> Page:
    view = reports.load_week(warehouse_of(story), week, edition)
    return harmless(reports.render_week(view))


@pytest.fixture(scope="module")
def usual() -> duckdb.DuckDBPyConnection:
    return warehouse_of(usual_story())


@pytest.fixture(scope="module")
def page(usual: duckdb.DuckDBPyConnection) -> Page:
    return harmless(reports.render_week(reports.load_week(usual, WEEK, 1)))


def test_page_is_the_same_bytes_twice(usual: duckdb.DuckDBPyConnection) -> None:
    again = warehouse_of(usual_story())
    first, second = (
        reports.render_week(reports.load_week(connection, WEEK, 1)) for connection in (usual, again)
    )
    assert first == second


def test_page_tells_the_week(page: Page) -> None:
    for words in (
        "Egypt–Ethiopia down 5.9 points",
        "2031-W10 · Monday 3 March to Sunday 9 March 2031 · first edition",
        "14 articles read 4 sources 7 of 7 days read",
        "data to 8 March, 08:30 UTC",
        "Egypt cut or limited relations with Ethiopia on Thursday. Evidence 1",
        "The index of Egypt–Ethiopia fell from 53.2 to 47.3 ( −5.9 ).",
        "Egypt plans talks with Sudan . Evidence 3 Reported by North Wire alone.",
        "said by Amal Deng",
        "The articles behind this page were written for Demarche",
        "Change on last week −5.9",
        "written in fr; only English is read",
        "weighs 0 in the index",
    ):
        assert words.replace(" ", "") in page.text.replace(" ", "").replace("\u00a0", ""), words


def test_page_anchors_come_from_content(page: Page) -> None:
    assert {"egy-eth", "why-egy-eth", "egy-sdn", "n1", "r1"} <= set(page.ids)
    assert all(re.fullmatch(r"e-[0-9a-f]{8}", i) for i in page.ids if i.startswith("e-"))


def test_page_prints_no_interval_probability_or_grade(page: Page) -> None:
    assert not re.search(r"interval|probabilit|grade|90\s?%|alert", page.text, re.IGNORECASE)


def test_page_counts_no_denial_and_shows_it_struck(usual: duckdb.DuckDBPyConnection) -> None:
    text = reports.render_week(reports.load_week(usual, WEEK, 1))
    assert 'class="st st-denied">denied</span><br><span class="quiet">not counted' in text
    view = reports.load_week(usual, WEEK, 1)
    assert view.masthead["n_events"] == "7"
    assert sum(len(day.events) for pair in view.pairs for day in pair.days) == 8


def test_page_shares_add_up_to_the_printed_change(usual: duckdb.DuckDBPyConnection) -> None:
    pair = reports.load_week(usual, WEEK, 1).pairs[0]
    parts = [float(share.points.replace("−", "-")) for share in pair.shares]
    assert pair.change is not None
    assert f"{sum(parts):.1f}" == pair.change.replace("−", "-")
    assert [share.points for share in pair.shares if share.quad_class is None] == ["−0.5"]


def test_page_refuses_parts_that_are_not_the_change() -> None:
    connection = warehouse_of(usual_story())
    connection.execute(
        "UPDATE marts.fct_pair_week SET contribution_fading = contribution_fading + 1"
    )
    with pytest.raises(reports.PartsDoNotAddUpError):
        reports.load_week(connection, WEEK, 1)


def test_page_of_a_week_that_was_not_read_gives_no_index() -> None:
    story = usual_story()
    story.read_days = [day for day in story.read_days if day < WEEK] + days_of(WEEK, number=3)
    page = rendered(story)
    assert "Not read: three of seven days, seven events" in page.text
    assert "no index, no change and no mover is given" in page.text.replace("\n", " ")
    assert {"movers", "why-egy-eth"}.isdisjoint(page.ids)
    assert "egy-eth" in page.ids
    assert "Egypt would turn away ships, said Amal Deng" in page.text
    assert "on last week" not in page.text


def test_page_of_a_single_article_is_not_read() -> None:
    day = date(2031, 3, 5)
    story = Story([Told("EGY", "ETH", "ACCUSE", day, has_day=False)], [day], is_sample=False)
    page = rendered(story)
    assert "Not read: one of seven days, one event" in page.text
    assert "Reported by North Wire alone." in page.text
    assert "Sample." not in page.text
    assert {"matrix", "statements", "movers"}.isdisjoint(page.ids)


def test_page_of_a_read_week_without_events_says_so() -> None:
    story = usual_story()
    empty = WEEK + timedelta(days=7)
    story.read_days += days_of(empty)
    page = rendered(story, empty)
    assert "No event was counted in this week." in page.text
    assert "pairs" not in page.ids


def test_index_counts_the_weeks_that_were_not_read_for_themselves() -> None:
    story = usual_story()
    story.read_days = [day for day in story.read_days if day < WEEK] + days_of(WEEK, number=3)
    page = harmless(reports.render_index(reports.load_archive(warehouse_of(story))))
    assert "3 weeks read, 1 not read, since 2031-W07" in page.text


def test_page_and_index_have_the_same_headline(usual: duckdb.DuckDBPyConnection) -> None:
    archive = reports.load_archive(usual)
    for year, weeks in archive.years:
        assert year == 2031
        for row in weeks:
            assert row.headline == reports.load_week(usual, row.week, 1).headline


def test_page_cuts_the_name_of_an_outlet_that_never_ends() -> None:
    story = usual_story()
    story.told = [replace(told, outlet="Wire " * 100) for told in story.told]
    page = rendered(story)
    assert "Wire " * 17 not in page.text
    assert "…" in page.text


HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "\x1b[31mred\x1b[0m",
    "\u202egnirts\u202c",
    "{{ 7 * 7 }}",
    "مصر تتهم إثيوبيا",
    "x" * 4000,
)


@pytest.mark.parametrize("words", HOSTILE, ids=[str(number) for number in range(len(HOSTILE))])
def test_page_makes_hostile_text_harmless(words: str) -> None:
    story = usual_story()
    hostile = replace(
        story.told[6],
        evidence=f"{words} “{words}”",
        title=words,
        outlet=words,
        person=words,
        stated_by="EGY",
        url="javascript:alert(1)",
    )
    story.told = [*story.told[:6], hostile, *story.told[8:]]
    story.quotations = [(hostile, words, words, "EGY")]
    story.refused = [(WEEK, "invalid_record", words)]
    story.names = {**story.names, "ETH": f"Ethiopia {words}"}
    text = reports.render_week(reports.load_week(warehouse_of(story), WEEK, 1))
    page = harmless(text)
    assert "<script" not in text
    assert "<img" not in text
    assert not re.search("[\x00-\x08\x0b-\x1f\u202e]", text)
    assert ("{{ 7 * 7 }}" in page.text) == ("{{" in words)
    assert not [link for link in page.links if "javascript" in link]


def test_page_folds_a_busy_day_and_stays_small() -> None:
    story = usual_story()
    many = [
        Told(
            "EGY",
            "ETH",
            kind,
            WEEK + timedelta(days=3),
            f"Egypt did a thing to Ethiopia, number {number}.",
            mode=mode,
            outlet="North Wire",
            url=f"https://north-wire.example/{number}",
        )
        for number, (kind, mode) in enumerate(
            (kind, mode)
            for kind in ("ACCUSE", "REJECT", "THREATEN", "COERCE", "ASSAULT")
            for mode in (
                None,
                "disapprove",
                "allege",
                "summon",
                "change",
                "meet",
                "aerial",
                "drone",
            )
        )
    ]
    story.told += many
    view = reports.load_week(warehouse_of(story), WEEK, 1)
    thursday = next(day for day in view.pairs[0].days if day.day == WEEK + timedelta(days=3))
    assert (len(thursday.events), len(thursday.folded)) == (12, 29)
    assert any("further events" in share.words[0].text for share in view.pairs[0].shares)
    harmless(reports.render_week(view))


def test_page_with_many_pairs_stays_under_its_size_and_says_what_it_left_out() -> None:
    story = Story(read_days=days_of(WEEK, WEEK - timedelta(days=7)))
    codes = [f"A{number:02d}" for number in range(40)]
    story.names = {code: f"Land number {code.lower()} of the very long name" for code in codes}
    story.names |= {"EGY": "Egypt", "ETH": "Ethiopia"}
    for number, code in enumerate(codes):
        for other in codes[number + 1 : number + 8]:
            story.told.append(
                Told(
                    code,
                    other,
                    "ACCUSE",
                    WEEK + timedelta(days=number % 7),
                    "One said " + "it " * 60,
                )
            )
    view = reports.load_week(warehouse_of(story), WEEK, 1)
    assert len(view.pairs) == 12
    assert len(view.other_pairs) == 200
    assert view.n_events_left_out == len(story.told) - 212
    page = harmless(reports.render_week(view))
    assert f"{view.n_events_left_out} further events stand in the tables" in page.text


def test_page_of_an_unknown_week_says_what_there_is(usual: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(reports.UnknownWeekError, match="has 2031-02-10 to 2031-03-03"):
        reports.load_week(usual, date(2019, 1, 7), 1)
    with pytest.raises(reports.UnknownWeekError, match="begins on a Monday"):
        reports.load_week(usual, date(2031, 3, 4), 1)


def test_pages_are_written_only_where_they_change(
    usual: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    (written,) = reports.write_briefings(usual, tmp_path, [WEEK])
    assert written.path == tmp_path / "2031-W10" / "index.html"
    assert (written.edition, written.is_new) == (1, True)
    before = written.path.stat().st_mtime_ns, written.path.stat().st_ino
    assert list(reports.write_briefings(usual, tmp_path, [WEEK])) == [
        replace(written, is_new=False)
    ]
    assert (written.path.stat().st_mtime_ns, written.path.stat().st_ino) == before
    assert {file.name for file in written.path.parent.iterdir()} == {"index.html", "edition.json"}


def test_pages_are_a_new_edition_only_where_other_rows_give_another_page(tmp_path: Path) -> None:
    connection = warehouse_of(usual_story())
    assert reports.weeks_to_write(connection, tmp_path, WEEK - timedelta(days=1)) == tuple(
        WEEK - timedelta(days=7 * back) for back in (3, 2, 1)
    )
    list(reports.write_briefings(connection, tmp_path, [WEEK]))
    assert WEEK not in reports.weeks_to_write(connection, tmp_path, WEEK)
    connection.execute("UPDATE marts.fct_event_report SET confidence = confidence / 2")
    assert WEEK in reports.weeks_to_write(connection, tmp_path, WEEK)
    (same,) = reports.write_briefings(connection, tmp_path, [WEEK])
    assert (same.edition, same.is_new) == (1, False)
    assert WEEK not in reports.weeks_to_write(connection, tmp_path, WEEK)
    connection.execute("UPDATE marts.fct_event_report SET title = title || ', corrected'")
    (second,) = reports.write_briefings(connection, tmp_path, [WEEK])
    assert (second.edition, second.is_new) == (2, True)
    assert "second edition" in second.path.read_text("utf-8")


def test_pages_of_homes_with_other_clocks_are_the_same_edition_of_the_same_rows(
    tmp_path: Path,
) -> None:
    kept = []
    for days in (0, 400):
        connection = warehouse_of(usual_story())
        connection.execute(
            "UPDATE landing.documents SET retrieved_at = retrieved_at + to_days(?)", [days]
        )
        (page,) = reports.write_briefings(connection, tmp_path / str(days), [WEEK])
        kept.append(page.path.with_name("edition.json").read_bytes())
    assert kept[0] == kept[1]
    connection.execute("UPDATE landing.documents SET reason = 'another' WHERE outcome <> 'article'")
    assert WEEK in reports.weeks_to_write(connection, tmp_path / "400", WEEK)


def test_index_links_the_weeks_that_are_written(
    usual: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    list(reports.write_briefings(usual, tmp_path, [WEEK]))
    index = reports.write_index(usual, tmp_path)
    page = harmless(index.read_text("utf-8"))
    assert set(page.links) == {"#main", "2031-W10/index.html"}
    assert "Egypt–Ethiopia down 5.9 points" in page.text
    assert "4 weeks read, since 2031-W07" in page.text
    assert reports.weeks_with_events(usual) == [WEEK - timedelta(days=7 * n) for n in (3, 2, 1, 0)]


def test_second_edition_lists_what_came_late() -> None:
    connection = warehouse_of(usual_story())
    assert reports.load_week(connection, WEEK, 2).late_articles == ()
    connection.execute("UPDATE marts.fct_article SET is_late = true WHERE title = 'Summoned'")
    late = reports.load_week(connection, WEEK, 2).late_articles
    assert {article.title for article in late} == {"Summoned"}
    assert reports.load_week(connection, WEEK, 1).late_articles == ()
    harmless(reports.render_week(reports.load_week(connection, WEEK, 2)))


def test_queries_are_all_used() -> None:
    folder = Path(loading.__file__).parent / "queries"
    source = "".join(Path(module.__file__).read_text("utf-8") for module in (loading, editions))
    unused = [query.stem for query in folder.glob("*.sql") if f'"{query.stem}"' not in source]
    assert unused == []
