"""Fetch an address of the public web: politely, within bounds, and never from a private network."""

import ipaddress
import socket
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any
from urllib.parse import urljoin

import httpcore
import httpx

from orchestration.collect.headers import clean_line, web_address

MOST_REDIRECTS = 5
CONNECT_SECONDS, READ_SECONDS, WHOLE_SECONDS = 10.0, 20.0, 60.0

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
# 408 Request Timeout, 425 Too Early, 429 Too Many Requests: they say "later" (RFC 9110).
_PASSING_STATUS = frozenset({408, 425, 429})


@dataclass(frozen=True)
class Fetched:
    """What an address answered: the bytes, and what the next request says to spare them."""

    url: str
    status: int
    content: bytes
    content_type: str
    etag: str | None = None
    last_modified: str | None = None

    @property
    def is_unchanged(self) -> bool:
        """Whether it answered that nothing has changed since the last time."""
        return self.status == httpx.codes.NOT_MODIFIED


class FetchError(Exception):
    """Nothing was fetched. `outcome` is one of `tables.OUTCOMES`; the message says why.

    A passing failure may be none the next time, and is tried again; a permanent one is not, until
    something else is said of the address.
    """

    def __init__(self, outcome: str, reason: str, status: int | None = None) -> None:
        super().__init__(reason)
        self.outcome = outcome
        self.reason = reason
        self.is_passing = is_passing(outcome, status)


@dataclass(frozen=True)
class Validators:
    """What a server said of the last answer, to be told back to it (RFC 9110, 13)."""

    etag: str | None = None
    last_modified: str | None = None

    def headers(self) -> dict[str, str]:
        """The header lines that make a request conditional."""
        said = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in said.items() if value}


NOTHING_KNOWN = Validators()


def is_passing(outcome: str, status: int | None) -> bool:
    """Whether what failed may succeed the next time: the one place that parts the two kinds.

    `status` is the last one that was answered, None where nothing was answered whole. An address
    that is refused stays so, and what is too large. No connection, no answer in time and broken
    bytes pass, as do errors of the server; those of the request do not, but for the ones that say
    "later", nor does a redirect that leads on and on.
    """
    if outcome != "fetch_failed":
        return False
    return status is None or status in _PASSING_STATUS or status >= 500


class _RefusedAddressError(OSError):
    """The name resolves to an address that is not of the public web."""


class PublicNetwork(httpcore.NetworkBackend):
    """Connections to public addresses alone.

    A name is resolved here, once, and the connection goes to what was checked: between a check of
    one's own and the resolving of a library a name can change its address. `allowed` are hosts and
    ports that are let through in spite of it: a test's own server.
    """

    def __init__(
        self,
        allowed: Iterable[tuple[str, int]] = (),
        resolve: "Callable[[str, int], list[str]] | None" = None,
    ) -> None:
        self._allowed = frozenset(allowed)
        self._resolve = resolve or _addresses_of

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the host's first address; refused if any of them is private."""
        addresses = self._resolve(host, port)
        if (host, port) not in self._allowed:
            for address in addresses:
                if not is_public(address):
                    raise httpcore.ConnectError(_RefusedAddressError(f"{host} is {address}"))
        last: Exception = httpcore.ConnectError(f"{host} has no address")
        for address in addresses:
            try:
                return httpcore.SyncBackend().connect_tcp(
                    address, port, timeout, local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                last = error
        raise last


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the public internet (IANA's registries of special ones).

    What an IPv6 address wraps (RFC 4291 mapped, RFC 6052, 6to4, Teredo) is reached through it, and
    must be public as well.
    """
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(parsed, ipaddress.IPv4Address):
        return parsed.is_global and not parsed.is_multicast
    if parsed in _TRANSLATED:
        return is_public(str(ipaddress.IPv4Address(int(parsed) & 0xFFFFFFFF)))
    if parsed.ipv4_mapped:
        return is_public(str(parsed.ipv4_mapped))
    wrapped = [parsed.sixtofour, (parsed.teredo or (None, None))[1]]
    if not all(is_public(str(inner)) for inner in wrapped if inner is not None):
        return False
    return parsed in _UNICAST and parsed.is_global


_UNICAST = ipaddress.IPv6Network("2000::/3")
_TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")


def _addresses_of(host: str, port: int) -> list[str]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise httpcore.ConnectError(OSError(f"{host} has no address: {error}")) from error
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


class _Transport(httpx.BaseTransport):
    """httpx over connections of our own: it offers no other way to say what they may go to."""

    def __init__(self, network: httpcore.NetworkBackend) -> None:
        self._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(),
            max_keepalive_connections=4,
            keepalive_expiry=5,
            network_backend=network,
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        answer = self._pool.handle_request(
            httpcore.Request(
                request.method,
                httpcore.URL(
                    scheme=request.url.raw_scheme,
                    host=request.url.raw_host,
                    port=request.url.port,
                    target=request.url.raw_path,
                ),
                headers=request.headers.raw,
                content=request.stream,
                extensions=request.extensions,
            )
        )
        return httpx.Response(
            answer.status, headers=answer.headers, stream=_Stream(answer), extensions={}
        )

    def close(self) -> None:
        self._pool.close()


class _Stream(httpx.SyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        yield from self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()


class Fetcher:
    """Fetches addresses one after the other. Use one a host at a time; close it at the end."""

    def __init__(
        self, contact: str, max_bytes: int, network: httpcore.NetworkBackend | None = None
    ) -> None:
        """`contact` is an address where a server's keeper reaches whoever runs this."""
        self._max_bytes = max_bytes
        self._client = httpx.Client(
            transport=_Transport(network or PublicNetwork()),
            headers={
                "User-Agent": f"Demarche/{version('demarche')} (news for analysis; {contact})",
                "Accept-Encoding": "gzip, deflate",
            },
            timeout=httpx.Timeout(READ_SECONDS, connect=CONNECT_SECONDS),
            follow_redirects=False,
            trust_env=False,
        )

    def __enter__(self) -> "Fetcher":
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def fetch(self, url: str, accept: str, validators: Validators = NOTHING_KNOWN) -> Fetched:
        """Fetch an address, through at most five redirects, each checked like the first.

        Raises:
            FetchError: it is none of the public web, does not answer in time, answers with an
                error, or with more bytes than are taken.
        """
        deadline = time.monotonic() + WHOLE_SECONDS
        address, status = url, 0
        for _ in range(MOST_REDIRECTS + 1):
            if web_address(address) is None:
                shown = clean_line(address)[:200]
                raise FetchError(
                    "refused_address",
                    f"{shown!r} is no address of the web; taken are http and https",
                )
            headers = {"Accept": accept} | validators.headers()
            try:
                with self._client.stream("GET", address, headers=headers) as answer:
                    status = answer.status_code
                    if status in _REDIRECTS and "location" in answer.headers:
                        address = urljoin(address, answer.headers["location"])
                        continue
                    return self._taken(answer, deadline)
            except _TROUBLE as error:
                raise _trouble(address, error) from error
        raise FetchError("fetch_failed", f"more than {MOST_REDIRECTS} redirects", status)

    def _taken(self, answer: httpx.Response, deadline: float) -> Fetched:
        status = answer.status_code
        if status != httpx.codes.NOT_MODIFIED and not answer.is_success:
            raise FetchError(
                "fetch_failed",
                f"it answered {status} {answer.reason_phrase}".rstrip(),
                status,
            )
        content = bytearray()
        for chunk in answer.iter_bytes():
            content += chunk
            if len(content) > self._max_bytes:
                reason = f"more than {self._max_bytes:,} bytes (setting max_document_bytes)"
                raise FetchError("too_large", reason)
            if time.monotonic() > deadline:
                reason = f"not whole after {WHOLE_SECONDS:.0f} seconds"
                raise FetchError("fetch_failed", reason)
        return Fetched(
            str(answer.url),
            status,
            bytes(content),
            answer.headers.get("content-type", ""),
            answer.headers.get("etag"),
            answer.headers.get("last-modified"),
        )


_TROUBLE = (
    httpcore.NetworkError,
    httpcore.ProtocolError,
    httpcore.TimeoutException,
    httpcore.UnsupportedProtocol,
    httpx.HTTPError,
    httpx.InvalidURL,
    UnicodeError,
)


def _trouble(address: str, error: Exception) -> FetchError:
    cause = error.args[0] if error.args else error
    if isinstance(cause, _RefusedAddressError):
        return FetchError("refused_address", f"{cause}, which is not of the public web")
    if isinstance(error, httpx.InvalidURL | httpx.UnsupportedProtocol | UnicodeError):
        return FetchError("refused_address", f"no address: {error}")
    if isinstance(error, httpcore.TimeoutException):
        return FetchError("fetch_failed", "it did not answer in time")
    if isinstance(error, httpx.DecodingError):
        return FetchError("fetch_failed", f"its bytes can't be unpacked: {error}")
    said = clean_line(str(error)) or type(error).__name__
    return FetchError("fetch_failed", f"no connection: {said}")
