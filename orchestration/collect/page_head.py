"""What a web page says of itself in its head: the fields of its `meta` elements, its addresses."""

import re

from lxml import etree, html

from orchestration.collect.headers import web_address, without_controls

# What no XML text may hold (XML 1.0, 2.2); texts of a tree that do can't be joined to others.
_NO_CHARACTER = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_BLOCKS = (
    *("p", "div", "section", "article", "header", "footer", "blockquote", "pre", "hr"),
    *("ul", "ol", "li", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6"),
    *("table", "tr", "td", "th"),
)
_NO_TEXT = ("script", "style", "figure", "iframe", "object", "noscript", "template", "svg")


def page_tree(source: str) -> html.HtmlElement:
    """The page as a tree, forgiving as browsers are.

    Raises:
        lxml.etree.LxmlError, ValueError: not one element in it.
    """
    # A comment within a paragraph would cut its text in two.
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    plain = _NO_CHARACTER.sub(" ", without_controls(source))
    tree = html.document_fromstring(plain.encode(), parser)
    for element in tree.iter():  # a reference such as `&#1;` brings them in again
        if _NO_CHARACTER.search(element.text or ""):
            element.text = _NO_CHARACTER.sub(" ", element.text)
        if _NO_CHARACTER.search(element.tail or ""):
            element.tail = _NO_CHARACTER.sub(" ", element.tail)
    return tree


def meta_fields(tree: html.HtmlElement) -> dict[str, str]:
    """The fields of `meta` elements by lower-case name; of two with one name the first."""
    fields: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop")
        content = (meta.get("content") or "").strip()
        if name and content:
            fields.setdefault(name.strip().lower(), content[:2000])
    return fields


def own_address(tree: html.HtmlElement) -> str | None:
    """The address that the page gives itself: its canonical link, else Open Graph's."""
    said = [*tree.xpath("//link[@rel='canonical']/@href"), meta_fields(tree).get("og:url")]
    return next((address for each in said if (address := web_address(each))), None)


def fragment_paragraphs(source: str) -> list[str]:
    """The paragraphs of a piece of a page that is article and nothing else, as a feed holds it."""
    try:
        tree = page_tree(f"<html><body>{source}</body></html>")
    except (etree.LxmlError, ValueError):
        return []
    etree.strip_elements(tree, *_NO_TEXT, with_tail=False)
    for element in tree.iter(*_BLOCKS):
        element.text = f"\n\n{element.text or ''}"
        element.tail = f"\n\n{element.tail or ''}"
    for line_end in tree.iter("br"):
        line_end.tail = f"\n{line_end.tail or ''}"
    parts = re.split(r"\n\s*\n", tree.text_content())
    return [words for part in parts if (words := " ".join(part.split()))]
