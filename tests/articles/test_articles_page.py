"""Saved web pages: what is taken from them, and what is left."""

import subprocess
import sys

import pytest

from orchestration.articles.page import NoMainTextError, UnreadablePageError, read_page
from orchestration.settings import project_root

FIRST = (
    "Trade officials from the two countries met on Tuesday to talk about fishing licences in the "
    "shared waters, a spokesman said."
)
SECOND = (
    "They will meet again in March, when the season opens and the boats of both countries leave "
    "their ports for the north."
)


def page(head: str = "", *paragraphs: str, opening: str = "<h1>Talks on fish</h1>") -> str:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs or (FIRST, SECOND))
    return (
        f"<html><head><title>Talks on fish | Wire</title>{head}</head>"
        f"<body><article>{opening}{body}</article></body></html>"
    )


def linked(content: str) -> str:
    return f'<script type="application/ld+json">{content}</script>'


def test_articles_page_gives_text_title_and_address_of_its_own_metadata() -> None:
    found = read_page(
        page(
            '<meta property="og:site_name" content="Wire">'
            '<link rel="canonical" href="https://wire.example/1">'
        )
    )
    assert found.text == f"{FIRST}\n\n{SECOND}"
    assert found.title == "Talks on fish"
    assert found.canonical_url == "https://wire.example/1"
    assert found.published is None


@pytest.mark.parametrize(
    "head",
    [
        '<link rel="canonical" href="javascript:alert(1)">',
        '<link rel="canonical" href="data:text/html,x"><meta property="og:url" content="/1">',
        '<meta property="og:url" content="https://a.example/&quot;&gt;">',
        '<base href="javascript:alert(1)"><link rel="canonical" href="1">',
    ],
)
def test_articles_page_has_no_address_but_one_of_the_web(head: str) -> None:
    assert read_page(page(head)).canonical_url is None


def test_articles_scripts_and_targets_of_links_are_no_text() -> None:
    second = (
        f'{SECOND}<script>alert(1)</script><style>p {{}}</style> <a href="javascript:alert(2)">'
        'More</a> <img src="x" onerror="alert(3)" alt=""> <a href="data:text/html,alert(4)">too</a>'
    )
    text = read_page(page("", FIRST, second)).text
    assert "More too" in text
    assert "alert" not in text


@pytest.mark.parametrize(
    ("head", "published"),
    [
        (linked('{"@type": "NewsArticle", "datePublished": "2024-01-09"}'), "2024-01-09"),
        (
            linked(
                '{"@graph": [{"@type": "VideoObject", "datePublished": "2019-01-01"},'
                '{"@type": ["Thing", "BlogPosting"], "datePublished": "2024-01-09"}]}'
            ),
            "2024-01-09",
        ),
        (
            linked('{"@type": "NewsArticle", "datePublished": "some day"}')
            + '<meta property="article:published_time" content="2024-01-09T08:00:00+09:00">',
            "2024-01-09T08:00:00+09:00",
        ),
        (linked('{"@type": "NewsArticle", "datePublished": "some day"}'), "some day"),
        (linked('{"@type": "NewsArticle", "datePublished": ["2024-01-09"]}'), None),
        (linked('{"@type": "Comment", "datePublished": "2024-01-09"}'), None),
        (linked("[" * 5000) + linked("{") + linked("[[1, null]]"), None),
        ('<meta name="date" content="9 January 2024">', "9 January 2024"),
    ],
)
def test_articles_page_date_is_what_it_states_for_itself(head: str, published: str | None) -> None:
    assert read_page(page(head)).published == published


@pytest.mark.parametrize(
    ("opening", "published"),
    [
        ('<time datetime="2024-01-09T08:00:00Z">today</time>', "2024-01-09T08:00:00Z"),
        ('<time datetime="14:20">now</time><time datetime="2024-01-09">x</time>', "2024-01-09"),
        ("</article><header><time datetime='2024-01-09'>x</time></header><article>", None),
    ],
)
def test_articles_page_date_may_stand_over_the_text(opening: str, published: str | None) -> None:
    assert read_page(page("", opening=opening)).published == published


@pytest.mark.parametrize(
    ("author", "byline"),
    [
        ('{"name": "By A. Writer"}', "A. Writer"),
        ('[{"name": "A. Writer"}, {"name": "B. Author"}]', "A. Writer, B. Author"),
    ],
)
def test_articles_page_names_its_writers(author: str, byline: str) -> None:
    found = read_page(page(linked(f'{{"@type": "NewsArticle", "author": {author}}}')))
    assert found.byline == byline


@pytest.mark.parametrize(
    "head", ["", '<meta property="og:title" content="Fish: what the ministers said">']
)
def test_articles_headline_is_no_paragraph(head: str) -> None:
    headline = "Talks on fish"
    assert read_page(page(head, headline, FIRST, SECOND)).text == f"{FIRST}\n\n{SECOND}"


def test_articles_what_stands_twice_is_told_once() -> None:
    assert read_page(page("", FIRST, SECOND, "Yes.", FIRST, "Yes.")).text.split("\n\n") == [
        FIRST,
        SECOND,
        "Yes.",
        "Yes.",
    ]


@pytest.mark.parametrize(
    "pointer",
    [
        '<p>Read more: <a href="/2">Ministers of the north quarrel over nets</a></p>',
        '<p><strong>Also: <a href="/2">Ministers of the north</a> quarrel</strong></p>',
        '<a href="/2"><span>See also</span> <span>Ministers of the north quarrel</span></a>',
        '<ul><li><a href="/2">Ministers of the north quarrel over nets</a></li></ul>',
    ],
)
def test_articles_links_to_other_pages_are_no_paragraphs(pointer: str) -> None:
    source = page("", FIRST, SECOND).replace("</p><p>", f"</p>{pointer}<p>")
    assert read_page(source).text == f"{FIRST}\n\n{SECOND}"


def test_articles_links_within_a_paragraph_are_its_words() -> None:
    first = FIRST.replace("the two countries met", '<a href="/3">the two countries met</a>')
    assert read_page(page("", first, SECOND)).text == f"{FIRST}\n\n{SECOND}"


def test_articles_comments_within_a_paragraph_do_not_cut_it() -> None:
    assert read_page(page("", FIRST, SECOND.replace(", when", "<!-- x -->, when"))).text == (
        f"{FIRST}\n\n{SECOND}"
    )


@pytest.mark.parametrize("odd", ["\x00", "\x01", "\x0b", "\x1b[1m", "\ufffe", "&#1;", "&#xfffe;"])
def test_articles_characters_that_no_tree_may_hold_are_left_out(odd: str) -> None:
    pointer = f'<p {odd}class="x{odd}"><a href="/2{odd}">{odd}Ministers of the north</a></p>{odd}'
    source = page("", FIRST, SECOND).replace("</p><p>", f"</p>{pointer}<p>")
    assert read_page(source).text == f"{FIRST}\n\n{SECOND}"


@pytest.mark.parametrize(
    "source",
    [
        "<html><body></body></html>",
        '<html><title>Wire</title><body><nav><a href="/">Home</a></nav></body></html>',
        "<html><title>Talks</title><body><article><h1>Talks</h1></article></body></html>",
    ],
)
def test_articles_page_without_text_is_no_article(source: str) -> None:
    try:
        words = len(read_page(source).text.split())
    except NoMainTextError:
        words = 0
    assert words < 2


def test_articles_what_is_no_page_is_unreadable() -> None:
    with pytest.raises(UnreadablePageError, match="no HTML"):
        read_page("<!-- nothing -->")


def test_articles_entities_reach_no_file_and_do_not_multiply() -> None:
    laughs = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))
    doctype = f'<!DOCTYPE r [<!ENTITY l0 "lol">{laughs}<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    found = read_page(f'<?xml version="1.0"?>{doctype}' + page("", f"&l9; &f; {FIRST}", SECOND))
    assert len(found.text) < 500
    assert "root:" not in found.text


def test_articles_page_of_any_depth_does_not_end_the_process() -> None:
    tags = ("<div>", "<b>", "<table><tr><td>", "<blockquote><ul><li>", "<svg>")
    script = (
        "from orchestration.articles.page import NoMainTextError, read_page\n"
        f"for tag in {tags}:\n"
        f"    try: read_page(tag * 100_000 + {FIRST!r})\n"
        "    except NoMainTextError: pass\n"
        "    print(tag)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=project_root, capture_output=True, text=True, timeout=60
    )
    assert tuple(done.stdout.splitlines()) == tags, done.stderr
