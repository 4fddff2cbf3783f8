"""Every number and sentence leads to its evidence, and a page can be read by everybody."""

import re
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from briefed import Story, Told, days_of, warehouse_of
from page_tree import Node, tree_of
from usual_story import usual_story

import reports

WEEK = date(2031, 3, 3)
STATUSES = {
    *(
        "said",
        "summoned",
        "threatened",
        "warned",
        "plans",
        "agreed",
        "signed",
        "reached",
        "occurred",
    ),
    *("denied not counted", "planned not counted"),
}


def unread_story() -> Story:
    story = usual_story()
    story.read_days = [day for day in story.read_days if day < WEEK] + days_of(WEEK, number=3)
    return story


def single_story() -> Story:
    told = Told("EGY", "ETH", "ACCUSE", WEEK, url="inbox:note.txt", title="", outlet="inbox")
    return Story([told], [WEEK], is_sample=False)


def quiet_story() -> Story:
    story = usual_story()
    return replace(story, told=[told for told in story.told if told.day < WEEK])


STORIES = {
    "usual": usual_story,
    "unread": unread_story,
    "single": single_story,
    "quiet": quiet_story,
}


@pytest.fixture(scope="module", params=sorted(STORIES))
def page(request: pytest.FixtureRequest) -> Node:
    view = reports.load_week(warehouse_of(STORIES[request.param]()), WEEK, 1)
    return tree_of(reports.render_week(view))


@pytest.fixture(scope="module")
def usual() -> Node:
    return tree_of(reports.render_week(reports.load_week(warehouse_of(usual_story()), WEEK, 1)))


@pytest.fixture(scope="module")
def archive() -> Node:
    return tree_of(reports.render_index(reports.load_archive(warehouse_of(usual_story()))))


def rows_of_events(page: Node) -> list[Node]:
    tables = page.of_class("events")
    return [row for table in tables for row in table.all("tr") if row.attributes.get("id")]


def cells(row: Node) -> list[Node]:
    return list(row.all("td"))


def test_evidence_of_each_row_says_who_where_and_how(page: Node) -> None:
    for row in rows_of_events(page):
        kind, sides, status, evidence = cells(row)
        assert re.search(r"weight [−+]?\d", kind.text)
        assert re.search(r"(said by|according to|told by) \S", sides.text), sides.text
        assert status.text.removesuffix(" day of report") in STATUSES
        assert evidence.of_class("sent")[0].text
        assert re.search(r"rule \S", evidence.of_class("rule")[0].text)
        links = [link.attributes["href"] for link in evidence.of_class("out")]
        assert all(link.startswith("https://") for link in links)
        assert links or "note.txt" in evidence.text


def test_evidence_folds_further_reports_and_copies(usual: Node) -> None:
    folds = [fold for row in rows_of_events(usual) for fold in row.all("details")]
    said = [next(fold.all("summary")).text for fold in folds]
    assert "1 further report, 1 copy of this event" in said
    for fold, summary in zip(folds, said, strict=True):
        articles = list(fold.all("li"))
        further = re.search(r"(\d+) further", summary)
        assert len(articles) == 1 + (int(further[1]) if further else 0)
        assert ("copies: " in fold.text) == ("cop" in summary)


def test_evidence_of_each_mark_leads_there_and_back(page: Node) -> None:
    marks = [next(mark.all("a")) for mark in page.of_class("ev")]
    notes = [note for found in page.of_class("notes") for note in found.all("li")]
    assert {mark.attributes["href"] for mark in marks} == {
        f"#{note.attributes['id']}" for note in notes
    }
    for note in notes:
        number = note.attributes["id"].removeprefix("n")
        links = [link.attributes["href"] for link in note.all("a")]
        assert f"#r{number}" in links
        for link in links:
            if link.startswith("#e-"):
                row = page.by_id(link[1:])
                evidence = note.of_class("sent")[0].text
                assert evidence in (row.text if row.tag == "tr" else page.text)
        assert re.search(r"(said by|according to|told by) \S+.*; rule \S", note.text)


def test_evidence_stands_behind_each_takeaway(page: Node) -> None:
    for takeaways in page.of_class("take"):
        for item in takeaways.all("li"):
            assert item.of_class("ev") or item.text.startswith("Not read.")


def test_evidence_of_each_change_is_why_it_moved(usual: Node) -> None:
    changes = [link for item in usual.of_class("take") for link in item.all("a")]
    why = [link for link in changes if link.attributes["href"].startswith("#why-")]
    assert [link.text for link in why] == ["−5.9"]
    lines = next(usual.by_id("egy-eth").of_class("shares")[0].all("tbody"))
    for link in lines.all("a"):
        usual.by_id(link.attributes["href"][1:])


def headings(page: Node) -> list[int]:
    return [int(node.tag[1]) for node in page.all("h1", "h2", "h3", "h4", "h5", "h6")]


def hold_basics(page: Node) -> None:
    """What every page needs for those who don't see it, or use no mouse."""
    levels = headings(page)
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert next(page.all("html")).attributes["lang"] == "en"
    assert {"header", "main", "footer", "nav"} <= {node.tag for node in page.all()}
    for drawing in page.all("svg"):
        is_told = drawing.attributes.get("role") == "img" and drawing.attributes.get("aria-label")
        assert is_told or drawing.attributes.get("aria-hidden") == "true"
    for table in page.all("table"):
        assert list(table.all("thead"))
        assert all(head.attributes.get("scope") and head.text for head in table.all("th"))
    for link in page.all("a"):
        assert link.text
    for section in page.all("section", "article"):
        label = section.attributes.get("aria-labelledby")
        assert label is None or page.by_id(label).text


def test_pages_can_be_read_by_everybody(page: Node) -> None:
    hold_basics(page)


def test_index_can_be_read_by_everybody(archive: Node) -> None:
    hold_basics(archive)
    assert "7 events in 2 pairs" in archive.text


def test_pages_have_no_empty_box(page: Node) -> None:
    for node in page.all(*("section", "article", "table", "tbody", "ul", "ol", "dl", "figure")):
        assert node.text or list(node.all("svg")), node
    for node in page.all("p", "h1", "h2", "h3", "h4", "li", "dd", "summary", "caption"):
        assert node.text, node


def test_pages_tell_shape_and_word_beside_each_colour(usual: Node) -> None:
    for row in rows_of_events(usual):
        assert re.search(r"(verbal|material) (cooperation|conflict): ", cells(row)[0].text)


def test_pages_of_the_sample_say_so_once() -> None:
    story = usual_story()
    story.told = [replace(told, outlet=f"{told.outlet} (sample)") for told in story.told]
    page = tree_of(reports.render_week(reports.load_week(warehouse_of(story), WEEK, 1)))
    assert "their outlets and addresses are invented" in page.text
    assert "(sample)" not in page.text
    assert "Reported by Delta Radio alone" in page.text
    mine = replace(story, is_sample=False)
    page = tree_of(reports.render_week(reports.load_week(warehouse_of(mine), WEEK, 1)))
    assert "Reported by Delta Radio (sample) alone" in page.text


def test_pages_name_the_file_of_an_article_without_address() -> None:
    page = tree_of(reports.render_week(reports.load_week(warehouse_of(single_story()), WEEK, 1)))
    (row,) = rows_of_events(page)
    assert "Reported by an unnamed source alone, “note.txt”, 03 Mar" in row.text.replace(
        "\u00a0", " "
    )
    assert "1 of 1 document was read" in page.text
    assert "Counted: one event, with a single source." in page.text


def test_pages_fold_charts_of_pairs_with_few_events(usual: Node) -> None:
    few, many = usual.by_id("egy-sdn"), usual.by_id("egy-eth")
    assert not many.of_class("more")
    assert many.of_class("chart")
    assert all(chart in list(few.of_class("more")[0].all()) for chart in few.of_class("chart"))


def test_pages_give_requests_of_no_weight_one_line() -> None:
    story = usual_story()
    story.told += [
        Told("ETH", "EGY", "REQUEST", WEEK + timedelta(days=day), "Ethiopia urged calm on Egypt.")
        for day in (1, 2)
    ]
    pair = reports.load_week(warehouse_of(story), WEEK, 1).pairs[0]
    lines = ["".join(getattr(part, "text", "") for part in share.words) for share in pair.shares]
    assert lines.count("3 requests, which weigh nothing") == 1
    assert not any("put a request" in line for line in lines)
