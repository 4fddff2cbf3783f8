"""E-mails as they are saved (.eml): who sent what when, and its text."""

import re
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr

from orchestration.collect.headers import clean_line, web_address
from orchestration.collect.page_head import fragment_paragraphs


class NoMailError(Exception):
    """Bytes that are no e-mail, or one without a text; the message says why."""


@dataclass(frozen=True)
class Mail:
    """What an e-mail says; every field but `text` may be missing."""

    text: str
    subject: str = ""
    sender: str | None = None
    sent: str | None = None
    url: str | None = None


def read_mail(content: bytes) -> Mail:
    """Read an e-mail (RFC 5322); of its parts the plain text, else the page. Files are left out.

    Raises:
        NoMailError: it has neither sender nor date nor subject, or no text.
    """
    message = message_from_bytes(content, policy=policy.default)
    if not any(message[name] for name in ("from", "date", "subject")):
        raise NoMailError("it has none of the header lines of an e-mail")
    body = message.get_body(preferencelist=("plain", "html"))
    if body is None:
        raise NoMailError("there is no text in it")
    said = body.get_content()
    text = "\n\n".join(fragment_paragraphs(said)) if body.get_content_subtype() == "html" else said
    name, address = parseaddr(str(message["from"] or ""))
    return Mail(
        text,
        clean_line(str(message["subject"] or "")),
        clean_line(name or address) or None,
        clean_line(str(message["date"] or "")) or None,
        _archived_at(message),
    )


def _archived_at(message: EmailMessage) -> str | None:
    # RFC 5064: where the message can be read on the web.
    said = re.search(r"<([^<>]*)>", str(message["archived-at"] or ""))
    return web_address(said[1]) if said else None
