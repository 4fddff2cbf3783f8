"""A page as a tree, for tests that ask where something stands in it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset(("meta", "br", "wbr", "use", "path", "circle", "rect", "line"))


@dataclass
class Node:
    """An element: its tag, attributes, and what stands in it, text as strings."""

    tag: str
    attributes: dict[str, str]
    children: "list[Node | str]" = field(default_factory=list)

    def all(self, *tags: str) -> "Iterator[Node]":
        """Every element of these tags within, in the order of the page."""
        for child in self.children:
            if isinstance(child, Node):
                if not tags or child.tag in tags:
                    yield child
                yield from child.all(*tags)

    def of_class(self, name: str) -> "list[Node]":
        """Every element within that has the class."""
        return [node for node in self.all() if name in node.attributes.get("class", "").split()]

    def by_id(self, name: str) -> "Node":
        """The element with that id; raises StopIteration where there is none."""
        return next(node for node in self.all() if node.attributes.get("id") == name)

    @property
    def text(self) -> str:
        """Its words, on one line."""
        return " ".join("".join(self._words()).split())

    def _words(self) -> Iterator[str]:
        for child in self.children:
            if isinstance(child, str):
                yield child
            elif child.tag not in ("style", "svg"):
                yield from child._words()
                yield " " if child.tag in ("td", "th", "li", "p", "br", "summary") else ""


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = Node("page", {})
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].children.append(Node(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
            self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def tree_of(text: str) -> Node:
    """The page as a tree; every element must be closed in its order."""
    builder = _Builder()
    builder.feed(text.removeprefix("<!DOCTYPE html>"))
    assert builder.open == [builder.root]
    return builder.root
