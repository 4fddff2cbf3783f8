"""What a web page says of itself in its head: the fields of its `meta` elements, its addresses."""

import re

from lxml import html

from orchestration.collect.headers import web_address, without_controls

# What no XML text may hold (XML 1.0, 2.2); texts of a tree that do can't be joined to others.
_NO_CHARACTER = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


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
