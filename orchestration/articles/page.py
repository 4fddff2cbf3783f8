"""A saved web page: its main text by trafilatura, and what its own metadata says of it."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import trafilatura
from lxml import etree, html

from orchestration.articles.published import parse_published
from orchestration.collect.page_head import meta_fields, own_address, page_tree

# Where pages state their publication time, most trusted first (Open Graph, schema.org, Dublin
# Core and the fields of widely used publishing systems). No date is taken from elsewhere on a
# page: a guess would put an article into the wrong week.
_DATE_FIELDS = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.created",
    "publish-date",
    "pubdate",
    "date",
    "article.published",
    "publishdate",
)
# Kinds of schema.org (and their parts) whose date is that of the page, not of a picture or comment.
_ARTICLE_KIND = re.compile(r"(Article|Posting|Report|WebPage)$")
# An element of the page's own head or body that states it; any other `time` may be a comment's.
_DATE_PATHS = (
    "//time[@itemprop='datePublished']/@datetime",
    "//article//time/@datetime",
)
_BLOCKS = ("p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6")
_FEWEST_HEADLINE_WORDS = 4
_MOST_LABEL_WORDS = 3
_FEWEST_COPIED_WORDS = 5


@dataclass(frozen=True)
class Page:
    """What a page holds; every field but `text` may be missing."""

    text: str
    title: str | None = None
    byline: str | None = None
    published: str | None = None
    canonical_url: str | None = None


class UnreadablePageError(Exception):
    """A page that can't be parsed; the message says why."""


class NoMainTextError(Exception):
    """A page without an article: a front page, a picture, an error page."""


def read_page(source: str) -> Page:
    """Main text and metadata of an HTML page.

    Raises:
        UnreadablePageError: no HTML.
        NoMainTextError: no main text in it.
    """
    try:
        tree = page_tree(source)
    except (etree.LxmlError, ValueError) as error:
        raise UnreadablePageError(f"no HTML: {error}") from error
    fields = meta_fields(tree)
    linked = list(_linked_data(tree))
    published, canonical_url = _published(tree, fields, linked), own_address(tree)
    headlines = [_text(element) for element in tree.iter("h1", "title")]
    _drop_links_to_other_pages(tree)
    document = trafilatura.bare_extraction(
        tree, with_metadata=True, include_comments=False, include_tables=False, deduplicate=False
    )
    if document is None or isinstance(document, dict) or not document.text:
        raise NoMainTextError("no main text was found in the page")
    site = fields.get("og:site_name") or document.sitename
    said_title = fields.get("og:title") or document.title or next(iter(headlines), "")
    title = _without_site(said_title, site)
    paragraphs = list(_paragraphs(document.text, [title, *headlines]))
    if not paragraphs:
        raise NoMainTextError("no main text was found in the page but its headline")
    return Page(
        text="\n\n".join(paragraphs),
        title=title,
        byline=_without_by(_byline(linked) or document.author),
        published=published,
        canonical_url=canonical_url,
    )


def _drop_links_to_other_pages(tree: html.HtmlElement) -> None:
    # A block that is nothing but a link, perhaps with a label ("Read more:"), tells the headline
    # of another article, of another day.
    for block in list(tree.iter("a", *_BLOCKS)):
        if block.getparent() is None or next(block.iterdescendants(*_BLOCKS), None) is not None:
            continue
        if block.tag == "a" and not _is_between_blocks(block):
            continue
        linked = sum(len(_text(link).split()) for link in block.iter("a"))
        label = len(_text(block).split()) - linked
        if linked >= _FEWEST_HEADLINE_WORDS and label <= _MOST_LABEL_WORDS:
            block.drop_tree()


def _is_between_blocks(link: html.HtmlElement) -> bool:
    before, after = link.getprevious(), link.getnext()
    around = (link.getparent().text if before is None else before.tail, link.tail)
    neighbours = [each.tag for each in (before, after) if each is not None]
    return any(tag in _BLOCKS for tag in neighbours) and not any((t or "").strip() for t in around)


def _paragraphs(text: str, headlines: Iterable[str]) -> Iterator[str]:
    # The headline has a column of its own, and what stands twice was a teaser or a summary.
    known = {_letters(headline) for headline in headlines}
    seen: set[str] = set()
    for paragraph in text.split("\n"):
        letters = _letters(paragraph)
        is_copy = letters in seen and len(paragraph.split()) >= _FEWEST_COPIED_WORDS
        if letters and letters not in known and not is_copy:
            yield paragraph
        seen.add(letters)


def _letters(text: str) -> str:
    return "".join(re.findall(r"\w+", text.casefold()))


def _linked_data(tree: html.HtmlElement) -> Iterator[dict[str, Any]]:
    for script in tree.iter("script"):
        if (script.get("type") or "").lower() == "application/ld+json" and script.text:
            try:
                yield from _objects(json.loads(script.text, strict=False))
            except (ValueError, RecursionError):
                continue


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, list):
        for item in value:
            yield from _objects(item)
    elif isinstance(value, dict):
        yield value
        yield from _objects(value.get("@graph", []))


def _published(
    tree: html.HtmlElement, fields: dict[str, str], linked: list[dict[str, Any]]
) -> str | None:
    said = [item["datePublished"] for item in linked if _is_article(item)]
    said += [fields[name] for name in _DATE_FIELDS if name in fields]
    for path in _DATE_PATHS:
        said += tree.xpath(path)
    texts = [str(value) for value in said if isinstance(value, str) and value.strip()]
    return next((text for text in texts if parse_published(text)), next(iter(texts), None))


def _is_article(item: dict[str, Any]) -> bool:
    kinds = item.get("@type")
    return "datePublished" in item and any(
        isinstance(kind, str) and _ARTICLE_KIND.search(kind)
        for kind in (kinds if isinstance(kinds, list) else [kinds])
    )


def _byline(linked: list[dict[str, Any]]) -> str | None:
    for item in linked:
        authors = item.get("author")
        names = [
            author["name"]
            for author in (authors if isinstance(authors, list) else [authors])
            if isinstance(author, dict) and isinstance(author.get("name"), str)
        ]
        if names:
            return ", ".join(names)
    return None


def _without_by(byline: str | None) -> str | None:
    return re.sub(r"^by\s+", "", byline, flags=re.I) if byline else None


def _without_site(title: str, site: str | None) -> str:
    if site:
        pattern = rf"\s*[|·»\-–—]\s*{re.escape(site.strip())}\s*$"
        return re.sub(pattern, "", title, flags=re.I)
    return title


def _text(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())
