"""The fetcher: one address asked for, politely and within limits, redirects followed by hand."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import httpcore
import httpx
from attrs import define, field, frozen

from dragoman.errors import FetchFailed
from dragoman.fetching.answers import (
    UNCHANGED,
    Fetched,
    Head,
    Validators,
    check_status,
    head_of,
)
from dragoman.fetching.faults import told
from dragoman.fetching.guard import Guard
from dragoman.fetching.kinds import FEEDS, is_article_type, is_feed_type
from dragoman.fetching.network import Deadline, GuardedNetwork, ProxyNetwork, trusted_certificates
from dragoman.fetching.places import Place, joined, place_of, refused
from dragoman.fetching.unpacking import ASKED_FOR, read_body, too_long

_WAIT_S = 15.0
"""The longest wait for a server to say anything."""


@frozen(kw_only=True)
class Limits:
    """How much one address may send and take: bytes (packed, and unpacked), seconds in all,
    redirects."""

    max_bytes: int = 20_000_000
    max_feed_bytes: int = 5_000_000
    total_s: float = 60.0
    redirects: int = 5


@frozen(kw_only=True)
class Want:
    """What is asked for: which media types will do, up to which size."""

    accept: str
    is_wanted: Callable[[str], bool]
    what: str
    advice: str


ARTICLE = Want(
    accept="text/html, application/xhtml+xml, application/pdf, text/plain;q=0.9, */*;q=0.5",
    is_wanted=is_article_type,
    what="no text that can be read",
    advice="copy its text into a .txt and add that",
)
FEED = Want(
    accept="application/atom+xml, application/rss+xml, application/xml;q=0.9, text/html;q=0.5",
    is_wanted=is_feed_type,
    what="no feed",
    advice="look on the site for its RSS or Atom address",
)


def user_agent() -> str:
    """How the program names itself."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return f"dragoman/{version('dragoman')}"
    except PackageNotFoundError:
        return "dragoman"


@define(kw_only=True)
class Fetcher:
    """Asks for addresses, one at a time; make one for each piece of work.

    ``now`` gives the instant that a page is said to be retrieved at. Between two requests to one
    host at least ``pause_s`` pass. With ``proxy`` (``http://host:port``) the proxy looks names up
    and connects: then only addresses written as numbers can be judged here, and what names lead
    to is the proxy's to guard. Proxies of the environment are not used. No cookies are kept and no
    page is told where its address was found.
    """

    now: Callable[[], str]
    guard: Guard = field(factory=Guard)
    limits: Limits = field(factory=Limits)
    proxy: str | None = None
    pause_s: float = 1.0
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    dial: httpcore.NetworkBackend = field(factory=httpcore.SyncBackend)
    _asked_at: dict[str, float] = field(factory=dict, init=False)

    def fetch(
        self,
        url: str,
        *,
        want: Want = ARTICLE,
        known: Validators | None = None,
        found_on: str | None = None,
    ) -> Fetched:
        """What an address holds.

        ``known`` are the validators of the last visit: the server may then say that nothing has
        changed. ``found_on`` is the page or feed where the address was found, if it was not the
        user who gave it: private hosts are then only open where that page stands on one itself.

        Raises:
            FetchRefused: the address, or one it sends on to, must not be asked for.
            FetchFailed: no answer, or one that cannot be used.
        """
        is_trusted = found_on is None or self.guard.is_private_host(place_of(found_on))
        first = self.guard.place(url, is_trusted=is_trusted)
        deadline = Deadline(self.limits.total_s, self.clock)
        with told(first.url, deadline):
            return self._follow(first, want, known, deadline, is_trusted=is_trusted)

    def _follow(
        self,
        first: Place,
        want: Want,
        known: Validators | None,
        deadline: Deadline,
        *,
        is_trusted: bool,
    ) -> Fetched:
        """The answer at the end of the redirects."""
        place, passed = first, [first.url]
        self._keep_pause(first)
        while True:
            asked_before = known if known and known.url == first.url else None
            with self._answer(place, want, asked_before, deadline, is_trusted) as (head, response):
                if head.location is None:
                    return self._fetched(first, place, passed, head, response, want)
            is_trusted = is_trusted and self.guard.is_private_host(place)
            place = self._next(place, head.location, passed, is_trusted=is_trusted)
            passed.append(place.url)

    def _next(self, place: Place, location: str, passed: list[str], *, is_trusted: bool) -> Place:
        """The place that a redirect sends to.

        Raises:
            FetchRefused: it must not be asked for, or leaves encryption.
            FetchFailed: a circle, or too many.
        """
        following = joined(place, location)
        if place.scheme == "https" and following.scheme == "http":
            raise refused(
                place.url,
                f"sends on from https to the open {following.url}",
                "look at it in a browser",
            )
        self.guard.check_place(following, is_trusted=is_trusted)
        is_circle = following.url in passed
        if is_circle or len(passed) > self.limits.redirects:
            how = "in a circle" if is_circle else f"more than {self.limits.redirects} times"
            raise FetchFailed(passed[0], f"sends on {how}", "look at it in a browser")
        return following

    @contextmanager
    def _answer(
        self,
        place: Place,
        want: Want,
        known: Validators | None,
        deadline: Deadline,
        is_trusted: bool,
    ) -> Iterator[tuple[Head, httpcore.Response]]:
        """The answer of one place, its body not yet read."""
        url = httpx.URL(place.url)
        asked = httpcore.URL(
            scheme=url.raw_scheme, host=place.host, port=url.port, target=url.raw_path
        )
        headers: dict[bytes | str, bytes | str] = {
            "Host": url.netloc.decode("ascii"),
            "User-Agent": user_agent(),
            "Accept": want.accept,
            "Accept-Encoding": ASKED_FOR,
            "Connection": "close",
            **_conditions(known),
        }
        waits = dict.fromkeys(("connect", "read", "write", "pool"), _WAIT_S)
        with (
            self._pool(place, deadline, is_trusted) as pool,
            pool.stream("GET", asked, headers=headers, extensions={"timeout": waits}) as response,
        ):
            yield head_of(response), response

    def _pool(self, place: Place, deadline: Deadline, is_trusted: bool) -> httpcore.ConnectionPool:
        """The way to one place."""
        certificates = trusted_certificates()
        if self.proxy is None:
            network = GuardedNetwork(
                self.guard, place, deadline, is_trusted=is_trusted, dial=self.dial
            )
            return httpcore.ConnectionPool(ssl_context=certificates, network_backend=network)
        proxy = httpx.Proxy(self.proxy)
        return httpcore.HTTPProxy(
            proxy_url=str(proxy.url),
            proxy_auth=proxy.raw_auth,
            ssl_context=certificates,
            network_backend=ProxyNetwork(deadline, self.dial),
        )

    def _fetched(
        self,
        first: Place,
        place: Place,
        passed: list[str],
        head: Head,
        response: httpcore.Response,
        want: Want,
    ) -> Fetched:
        """The answer with its body, if it is what was asked for."""
        check_status(head, place.url)
        is_unchanged = head.status == UNCHANGED
        return Fetched(
            asked=first.url,
            url=place.url,
            raw=b"" if is_unchanged else self._body(head, response, place.url, want),
            retrieved_at=self.now(),
            content_type=head.media_type,
            charset=head.charset,
            redirects=tuple(passed[1:]),
            validators=head.validators(first.url),
            is_unchanged=is_unchanged,
        )

    def _body(self, head: Head, response: httpcore.Response, url: str, want: Want) -> bytes:
        if not want.is_wanted(head.media_type):
            raise FetchFailed(url, _unwanted(head.media_type, want), _advice(head.media_type, want))
        limit = self.limits.max_feed_bytes if want is FEED else self.limits.max_bytes
        if (head.length or 0) > limit:
            raise too_long(url, limit)
        packed_as = head.headers.get("content-encoding")
        raw = read_body(response.iter_stream(), packed_as, limit, url)
        if not raw:
            raise FetchFailed(url, "the answer is empty", "open it in a browser and save the page")
        return raw

    def _keep_pause(self, place: Place) -> None:
        """Wait until the host has had its pause."""
        since_s = self.clock() - self._asked_at.get(place.host, float("-inf"))
        if since_s < self.pause_s:
            self.sleep(self.pause_s - since_s)
        self._asked_at[place.host] = self.clock()


def _conditions(known: Validators | None) -> dict[bytes | str, bytes | str]:
    """The headers that let a server say that nothing has changed."""
    if known is None:
        return {}
    conditions = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
    return {
        name: value
        for name, value in conditions.items()
        if value and value.isascii() and value.isprintable()
    }


def _unwanted(media_type: str, want: Want) -> str:
    if want is ARTICLE and media_type in FEEDS:
        return "is a feed or other XML, not an article"
    return f"is of the type {media_type[:80]!r}, which holds {want.what}"


def _advice(media_type: str, want: Want) -> str:
    return "fetch it with --feed" if want is ARTICLE and media_type in FEEDS else want.advice
