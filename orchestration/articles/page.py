"""A saved web page: its main text by trafilatura, and what its own metadata says of it."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import trafilatura
from lxml import etree, html

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


@dataclass(frozen=True)
class Page:
    """What a page holds; every field but `text` may be missing."""

    text: str
    title: str | None = None
    byline: str | None = None
    published: str | None = None
    canonical_url: str | None = None


class UnreadablePageError(Exception):
    """A page that can't be parsed, or holds no main text; the message says which."""


def read_page(source: str) -> Page:
    """Main text and metadata of an HTML page.

    Raises:
        UnreadablePageError: no HTML, or no main text in it.
    """
    try:
        tree = html.document_fromstring(source.encode("utf-8"), html.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise UnreadablePageError(f"no HTML: {error}") from error
    fields = _meta_fields(tree)
    linked = list(_linked_data(tree))
    document = trafilatura.bare_extraction(
        source, with_metadata=True, include_comments=False, include_tables=False, deduplicate=False
    )
    if document is None or isinstance(document, dict) or not document.text:
        raise UnreadablePageError("no main text was found in the page")
    site = fields.get("og:site_name") or document.sitename
    title = fields.get("og:title") or document.title or _first_text(tree, "//title")
    return Page(
        text=re.sub(r"\n+", "\n\n", document.text).strip(),
        title=_without_site(title, site) if title else None,
        byline=_byline(linked) or document.author,
        published=_published(tree, fields, linked),
        canonical_url=_first_text(tree, "//link[@rel='canonical']/@href") or fields.get("og:url"),
    )


def _meta_fields(tree: html.HtmlElement) -> dict[str, str]:
    fields: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop")
        content = (meta.get("content") or "").strip()
        if name and content:
            fields.setdefault(name.strip().lower(), content[:2000])
    return fields


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
    for item in linked:
        if isinstance(item.get("datePublished"), str):
            return str(item["datePublished"])
    for name in _DATE_FIELDS:
        if name in fields:
            return fields[name]
    return _first_text(tree, "//time[@itemprop='datePublished']/@datetime") or _first_text(
        tree, "(//article//time | //header//time | //time)[1]/@datetime"
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


def _without_site(title: str, site: str | None) -> str:
    if site:
        pattern = rf"\s*[|·»\-–—]\s*{re.escape(site.strip())}\s*$"
        return re.sub(pattern, "", title, flags=re.I)
    return title


def _first_text(tree: html.HtmlElement, path: str) -> str | None:
    found = tree.xpath(path)
    if not found:
        return None
    value = found[0] if isinstance(found[0], str) else found[0].text_content()
    return " ".join(str(value).split()) or None
