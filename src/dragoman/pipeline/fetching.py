"""From addresses to documents: pages and feeds are fetched, and taken in like files.

The network is touched only by what is called here with an address that somebody has asked for.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import msgspec
from attrs import define, field, frozen

from dragoman.dossier import Dossier
from dragoman.errors import BadRequest, FetchFailed, FetchRefused
from dragoman.model import Document, Skip
from dragoman.pipeline.intake import Intake, now
from dragoman.pipeline.progress import Progress, silent, told

if TYPE_CHECKING:
    from dragoman.fetching import Feed, FeedEntry, Fetched, Fetcher
    from dragoman.ingest import Taken

MOST = 20
"""How many entries of a feed are fetched at most, unless another number is given."""

_FEED = "feed "
_MAX_REMEMBERED = 500
"""How many addresses of a feed are remembered as taken."""


@frozen(kw_only=True)
class Got:
    """What came of one address: a document (``outcome`` new, known, copy, version, removed), or
    the reason why there is none (``skip``)."""

    url: str
    outcome: str | None = None
    document: Document | None = None
    skip: Skip | None = None


@define(kw_only=True)
class WebIntake(Intake):
    """An :class:`Intake` that also says what came of each address, in order.

    ``passed_over`` counts entries of feeds that were known already, ``left_out`` those beyond the
    number asked for; ``remarks`` say what is odd about a feed that could be read.
    """

    got: list[Got] = field(factory=list)
    passed_over: int = 0
    left_out: int = 0
    remarks: list[str] = field(factory=list)
    lacking: list[Skip] = field(factory=list)
    """The skips that the dossier notes: not those of addresses that must not be fetched."""

    def add_skip(self, skip: Skip, *, is_refused: bool = False) -> None:
        """Note an address that gave no document."""
        self.skips.append(skip)
        self.lacking += [] if is_refused else [skip]
        self.got.append(Got(url=skip.path, skip=skip))


@frozen(kw_only=True)
class FeedPreview:
    """What a feed offers: ``new`` entries that would be fetched, newest first, ``known`` ones that
    would be passed over, ``left_out`` new ones beyond the number asked for.

    ``remarks`` say what is odd about it. ``is_unchanged``: nothing new since the last visit.
    """

    url: str
    title: str | None = None
    new: "tuple[FeedEntry, ...]" = ()
    known: "tuple[FeedEntry, ...]" = ()
    left_out: "tuple[FeedEntry, ...]" = ()
    remarks: tuple[str, ...] = ()
    is_unchanged: bool = False


@frozen(kw_only=True)
class _Visit:
    """What is remembered of the last visit to a feed.

    Validators are kept only where nothing of the feed was left for the next time.
    """

    url: str = ""
    etag: str | None = None
    last_modified: str | None = None
    taken: tuple[str, ...] = ()


def make_fetcher(
    *,
    private_hosts: Iterable[str] = (),
    ports: Iterable[int] = (),
    proxy: str | None = None,
) -> "Fetcher":
    """A fetcher for one piece of work; see :class:`dragoman.fetching.Fetcher` and ``Guard``.

    Raises:
        FetchRefused: a private host is no host.
        BadRequest: the proxy is no ``http://`` or ``https://`` address.
    """
    from dragoman.fetching import Fetcher, Guard

    if proxy is not None and not proxy.lower().startswith(("http://", "https://")):
        raise BadRequest(f"proxy {proxy!r} is none that is known; write http://host:port")
    guard = Guard(private_hosts=frozenset(private_hosts), ports=frozenset(ports))
    return Fetcher(now=now, guard=guard, proxy=proxy)


def fetch_into(
    dossier: Dossier,
    urls: Sequence[str],
    *,
    fetcher: "Fetcher | None" = None,
    progress: Progress = silent,
) -> WebIntake:
    """Fetch pages one after the other and take them in; one that fails is a skip.

    A page that is known is asked for again: where it has changed it becomes a newer version.

    Raises:
        DossierError: the dossier cannot be written.
    """
    fetcher = fetcher or make_fetcher()
    intake = WebIntake()
    for url in told(list(dict.fromkeys(urls)), "fetching", progress, len(set(urls))):
        _take_page(dossier, fetcher, url, intake)
    dossier.put_skips(intake.lacking)
    return intake


def fetch_feeds_into(
    dossier: Dossier,
    urls: Sequence[str],
    *,
    most: int = MOST,
    fetcher: "Fetcher | None" = None,
    progress: Progress = silent,
) -> WebIntake:
    """Fetch what is new in feeds (or in the feeds that pages name), and take it in.

    Entries whose address is in the dossier are passed over; of each feed the ``most`` newest of
    the rest are fetched. An entry's day counts only where its page gives none.

    Raises:
        DossierError: the dossier cannot be written.
    """
    fetcher = fetcher or make_fetcher()
    intake = WebIntake()
    for url in dict.fromkeys(urls):
        _take_feed(dossier, fetcher, url, most, intake, progress)
    dossier.put_skips(intake.lacking)
    return intake


def preview_feed(
    url: str,
    *,
    dossier: Dossier | None = None,
    most: int = MOST,
    fetcher: "Fetcher | None" = None,
) -> FeedPreview:
    """What of a feed would be fetched; only the feed itself is asked for, and nothing stored.

    Raises:
        FetchRefused, FetchFailed: the feed cannot be had.
    """
    visit = _Visit() if dossier is None else _last_visit(dossier, url)
    feed = _ask(fetcher or make_fetcher(), url, visit)
    return _sorted_out(feed, _known_urls(dossier, visit), most)


def _take_page(
    dossier: Dossier,
    fetcher: "Fetcher",
    url: str,
    intake: WebIntake,
    *,
    entry: "FeedEntry | None" = None,
    found_on: str | None = None,
) -> bool:
    """Fetch a page and take in its documents; whether that was possible."""
    try:
        fetched = fetcher.fetch(url, found_on=found_on)
    except (FetchRefused, FetchFailed) as fault:
        intake.add_skip(_skip(url, fault), is_refused=isinstance(fault, FetchRefused))
        return False
    before = len(intake.skips)
    for taken in _documents(fetched, entry):
        if isinstance(taken, Skip):
            intake.add_skip(taken)
            continue
        added = dossier.add_document(taken.document, taken.raw)
        intake.outcomes[added.outcome.value] += 1
        intake.document_ids.append(added.document_id)
        outcome = added.outcome.value
        intake.got.append(Got(url=fetched.asked, outcome=outcome, document=taken.document))
    return len(intake.skips) == before


def _documents(fetched: "Fetched", entry: "FeedEntry | None") -> Iterator["Taken | Skip"]:
    """The documents in an answer; what the feed says of it stands behind what the page says."""
    from dragoman.ingest import take_bytes

    if fetched.ending is None:
        reason = f"holds no text of a kind that is known ({fetched.content_type or 'no type'})"
        advice = "download it, and add the file under a name with the right ending"
        yield Skip(path=fetched.asked, reason=reason, advice=advice)
        return
    yield from take_bytes(
        fetched.raw,
        where=fetched.asked,
        ending=fetched.ending,
        url=fetched.url,
        charset=fetched.charset,
        retrieved_at=fetched.retrieved_at,
        told_by="feed",
        title=entry.title if entry else None,
        published_at=entry.published_at if entry else None,
    )


def _skip(url: str, fault: FetchRefused | FetchFailed) -> Skip:
    """The line about an address; where another one is at fault, it is named."""
    from dragoman.fetching import shown

    asked = _address(url)
    is_other = fault.url not in (asked, shown(url), shown(asked))
    reason = f"{fault.url} {fault.reason}" if is_other else fault.reason
    return Skip(path=asked, reason=reason, advice=fault.advice)


def _address(url: str) -> str:
    """An address as documents carry it, where it is one."""
    from dragoman.fetching import place_of, shown

    try:
        return place_of(url).url
    except FetchRefused:
        return shown(url)


def _take_feed(
    dossier: Dossier,
    fetcher: "Fetcher",
    url: str,
    most: int,
    intake: WebIntake,
    progress: Progress,
) -> None:
    visit = _last_visit(dossier, url)
    progress("fetching the feed", 0, None)
    try:
        feed = _ask(fetcher, url, visit)
    except (FetchRefused, FetchFailed) as fault:
        intake.add_skip(_skip(url, fault), is_refused=isinstance(fault, FetchRefused))
        return
    preview = _sorted_out(feed, _known_urls(dossier, visit), most)
    intake.passed_over += len(preview.known)
    intake.left_out += len(preview.left_out)
    intake.remarks += preview.remarks
    if feed.is_unchanged:
        return
    taken = [
        entry.url
        for entry in told(preview.new, "fetching", progress, len(preview.new))
        if _take_page(dossier, fetcher, entry.url, intake, entry=entry, found_on=feed.url)
    ]
    is_done = len(taken) == len(preview.new) and not preview.left_out
    _keep_visit(dossier, url, feed, visit, taken, is_done=is_done)


def _ask(fetcher: "Fetcher", url: str, visit: _Visit) -> "Feed":
    from dragoman.fetching import Validators, fetch_feed

    known = Validators(url=visit.url, etag=visit.etag, last_modified=visit.last_modified)
    return fetch_feed(fetcher, url, known=known)


def _sorted_out(feed: "Feed", known_urls: set[str], most: int) -> FeedPreview:
    """The entries of a feed by what is done with them."""
    new = [entry for entry in feed.entries if entry.url not in known_urls]
    return FeedPreview(
        url=feed.url,
        title=feed.title,
        new=tuple(new[:most]),
        known=tuple(entry for entry in feed.entries if entry.url in known_urls),
        left_out=tuple(new[most:]),
        remarks=tuple(_remarks(feed)),
        is_unchanged=feed.is_unchanged,
    )


def _remarks(feed: "Feed") -> Iterator[str]:
    """What a user should know about a feed that could be read."""
    if feed.fault is not None:
        yield (
            f"{feed.url}: the feed is not well formed ({feed.fault}); "
            f"{len(feed.entries)} entries could be read"
        )
    if feed.without_address:
        yield f"{feed.url}: {feed.without_address} of its entries name no page on the web"
    if feed.others:
        more = ", ".join(feed.others[:5])
        yield f"{feed.asked} names several feeds; took {feed.url}; the others: {more}"


def _known_urls(dossier: Dossier | None, visit: _Visit) -> set[str]:
    """The addresses that need not be fetched again."""
    if dossier is None:
        return set(visit.taken)
    heads = dossier.document_heads()
    return {u for head in heads for u in (head.url, head.path) if u} | set(visit.taken)


def _last_visit(dossier: Dossier, url: str) -> _Visit:
    kept = dossier.remembered(_FEED + url)
    return _Visit() if kept is None else msgspec.json.decode(kept, type=_Visit)


def _keep_visit(
    dossier: Dossier, url: str, feed: "Feed", before: _Visit, taken: list[str], *, is_done: bool
) -> None:
    """Remember the visit to a feed; addresses that it no longer lists are forgotten in time."""
    validators = feed.validators
    visit = _Visit(
        url=validators.url,
        etag=validators.etag if is_done else None,
        last_modified=validators.last_modified if is_done else None,
        taken=tuple(dict.fromkeys((*taken, *before.taken)))[:_MAX_REMEMBERED],
    )
    dossier.remember(_FEED + url, msgspec.json.encode(visit).decode())
