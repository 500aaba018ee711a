"""Answers: what a server said, before and after its body is read."""

from http import HTTPStatus

import httpcore
from attrs import field, frozen

from dragoman.errors import FetchFailed
from dragoman.fetching.kinds import ending_for

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
UNCHANGED = 304


@frozen(kw_only=True)
class Validators:
    """What a server gave with a page so that it can say later that nothing has changed.

    They are sent back to ``url`` only, the address that was asked for then.
    """

    url: str = ""
    etag: str | None = None
    last_modified: str | None = None


@frozen(kw_only=True)
class Fetched:
    """What an address held.

    ``asked`` is the address as asked for, ``url`` the one that answered in the end, both without
    fragment; ``redirects`` are all addresses in between, in order. ``content_type`` is the media
    type in lower case, "" where none was given; ``charset`` what stands beside it. ``retrieved_at``
    is an instant (ISO 8601). ``is_unchanged``: the server said so, and ``raw`` is empty.
    """

    asked: str
    url: str
    raw: bytes
    retrieved_at: str
    content_type: str = ""
    charset: str | None = None
    redirects: tuple[str, ...] = ()
    validators: Validators = field(factory=Validators)
    is_unchanged: bool = False

    @property
    def ending(self) -> str | None:
        """The ending that names the reader for it (".html"); None where nothing tells."""
        return ending_for(self.raw, self.content_type, self.url)


@frozen(kw_only=True)
class Head:
    """Status and headers of an answer; names in lower case, the first of a name stands."""

    status: int
    headers: dict[str, str]

    @property
    def location(self) -> str | None:
        """Where a redirect sends; None where the answer is none."""
        return self.headers.get("location") if self.status in _REDIRECTS else None

    @property
    def media_type(self) -> str:
        """The media type in lower case, "" where none is given."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def charset(self) -> str | None:
        """The encoding that stands beside the media type."""
        _, _, rest = self.headers.get("content-type", "").partition(";")
        for parameter in rest.split(";"):
            name, _, value = parameter.partition("=")
            if name.strip().lower() == "charset":
                return value.strip().strip("\"'")[:40] or None
        return None

    @property
    def length(self) -> int | None:
        """The bytes that the body will have, as far as the server says."""
        written = self.headers.get("content-length", "")
        return int(written) if written.isascii() and written.isdigit() else None

    def validators(self, asked: str) -> Validators:
        """What to send back when ``asked`` is asked for again; over-long ones are not kept."""
        kept = {
            name: value
            for name in ("etag", "last-modified")
            if (value := self.headers.get(name)) and len(value) <= 200
        }
        return Validators(url=asked, etag=kept.get("etag"), last_modified=kept.get("last-modified"))


def head_of(response: httpcore.Response) -> Head:
    """The status and headers of an answer."""
    headers: dict[str, str] = {}
    for name, value in response.headers:
        headers.setdefault(name.decode("latin-1").lower(), _decoded(value))
    return Head(status=response.status, headers=headers)


def _decoded(value: bytes) -> str:
    """A header's value; some servers send UTF-8 in ``Location``."""
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value.decode("latin-1")


def check_status(head: Head, url: str) -> None:
    """Refuse an answer that is not the page.

    Raises:
        FetchFailed: the server says that there is none, that it is not for us, or nothing sound.
    """
    status = head.status
    if 200 <= status < 300 or status == UNCHANGED:
        return
    try:
        phrase = f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        phrase = str(status)
    raise FetchFailed(url, f"the server answered {phrase}", _advice(status), status=status)


def _advice(status: int) -> str:
    if status in (401, 402, 403, 407, 451):
        return "open it in a browser, log in where needed, and save the page"
    if status in (404, 410):
        return "check the address, or look for it in a web archive"
    if status == 429 or status >= 500:
        return "try again later"
    return "open it in a browser"
