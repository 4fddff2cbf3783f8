"""Short lists of grammar words, written as one reads them."""


def words(text: str) -> frozenset[str]:
    """The words of `text`, which are parted by spaces."""
    return frozenset(text.split())
