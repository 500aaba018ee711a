"""Reading W3C Web Annotation: what other tools' users remarked, as plain records.

Read are an AnnotationCollection or AnnotationPage with its items in it, an array of annotations, a
single one, one a line, and what the Hypothesis service gives out (``rows`` with ``uri``, ``text``
and ``target``). Nothing is fetched: a page that the file only names is not there. Bodies become
plain text: tags of HTML are dropped, and nothing of them is ever run or rendered.
"""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import msgspec
from attrs import frozen

from dragoman.errors import BadRequest

LONGEST_BODY = 20_000
"""Code points of a remark that are kept."""

LONGEST_QUOTE = 100_000
"""Code points of a quotation that are looked for."""

DEEPEST = 6
"""So deep bodies may be nested in one another."""

Json = dict[str, Any]


@frozen(kw_only=True)
class Target:
    """What a remark is on.

    ``addresses`` are all names that the file gives the document (addresses, ``urn:sha256:…``,
    ``urn:dragoman:document:…``). ``exact`` is None where nothing is quoted; ``place`` counts code
    points of the text whose SHA-256 is ``text_sha256``, half open. ``entry`` is the noun and the
    id of an entry that is itself the target, or that a body identifies.
    """

    addresses: tuple[str, ...] = ()
    exact: str | None = None
    prefix: str = ""
    suffix: str = ""
    place: tuple[int, int] | None = None
    text_sha256: str | None = None
    entry: tuple[str, str] | None = None


@frozen(kw_only=True)
class Remark:
    """One annotation. ``body`` is plain text, empty where it says nothing of its own.

    ``creator`` and ``created`` are as written, None where nothing is. ``answers`` is the id of the
    annotation (or our own of the decision) that it replies to; ``decision`` the id of the decision
    that it was, where a dossier gave it out.
    """

    number: int
    id: str
    body: str = ""
    creator: str | None = None
    created: str | None = None
    motivations: tuple[str, ...] = ()
    targets: tuple[Target, ...] = ()
    answers: str | None = None
    decision: str | None = None


def read_annotations(raw: bytes | str) -> tuple[Remark, ...]:
    """The annotations in a file, in its order.

    Raises:
        BadRequest: it is no JSON, or holds no annotations.
    """
    text = raw.decode("utf-8", "replace") if isinstance(raw, bytes) else raw
    found = _annotations(_decoded(text.removeprefix("\ufeff")))
    return tuple(_remark(number, one) for number, one in enumerate(found, 1))


def _decoded(text: str) -> Any:
    try:
        return msgspec.json.decode(text)
    except (msgspec.MsgspecError, RecursionError, UnicodeError) as error:
        lines = [line for line in text.splitlines() if line.strip()]
        try:
            found = [msgspec.json.decode(line) for line in lines]
        except (msgspec.MsgspecError, RecursionError, UnicodeError):
            found = []
        if len(found) > 1:
            return found
        raise BadRequest(
            f"the file is no JSON ({error}); export the annotations as JSON"
        ) from error


def _annotations(found: Any) -> list[Json]:
    listed = found
    if isinstance(found, dict):
        page = found.get("first")
        inside = page if isinstance(page, dict) and "items" in page else found
        listed = inside.get("items", inside.get("rows", [found] if _is_one(found) else None))
        if listed is None and "AnnotationCollection" in _texts(found.get("type")):
            if found.get("total") == 0:
                return []
            raise BadRequest(
                "the collection only names its pages; save them with their annotations inside"
            )
    if not isinstance(listed, list) or not all(isinstance(o, dict) and _is_one(o) for o in listed):
        raise BadRequest("the file holds no annotations; give W3C Web Annotation as JSON")
    return listed


def _is_one(values: Json) -> bool:
    is_typed = "Annotation" in _texts(values.get("type", values.get("@type")))
    return is_typed or ("target" in values and ("uri" in values or "body" in values))


def _remark(number: int, values: Json) -> Remark:
    bodies = [*_bodies(values.get("body")), *_plain_bodies(values)]
    entry = next((one for body in _flat(values.get("body")) if (one := _identified(body))), None)
    references = _texts(values.get("references"))
    motivations = _texts(values.get("motivation"))
    targets = values.get("target")
    if not isinstance(targets, list):
        targets = [] if targets is None else [targets]
    answers = references[-1] if references else None
    if answers is None:
        is_reply = "replying" in motivations
        named = [one for one in targets if isinstance(one, str)]
        answers = next((n for n in named if is_reply or n.startswith(_DECISION)), None)
    return Remark(
        number=number,
        id=str(values.get("id") or f"number {number}"),
        body="\n\n".join(dict.fromkeys(one for one in bodies if one))[:LONGEST_BODY],
        creator=_creator(values),
        created=_line(values.get("created")),
        motivations=motivations,
        targets=tuple(_target(one, values, entry) for one in targets),
        answers=answers,
        decision=_line(values.get("dragoman:decision")),
    )


def _creator(values: Json) -> str | None:
    for key in ("creator", "user_info", "user"):
        found = values.get(key)
        for one in found if isinstance(found, list) else [found]:
            if isinstance(one, dict):
                names = (one.get(name) for name in ("name", "display_name", "nickname", "id"))
                one = next((name for name in names if isinstance(name, str) and name.strip()), None)
            if isinstance(one, str) and one.strip():
                return _line(one.removeprefix("acct:"))
    return None


# --- bodies ------------------------------------------------------------------------------------


def _flat(body: Any, depth: int = 0) -> Iterator[Json]:
    """The bodies in a body: lists, choices and composites opened."""
    if isinstance(body, list) and depth < DEEPEST:
        for one in body:
            yield from _flat(one, depth + 1)
    elif isinstance(body, dict) and isinstance(body.get("items"), list):
        yield from _flat(body["items"], depth + 1)
    elif isinstance(body, dict):
        yield body


def _bodies(body: Any) -> Iterator[str]:
    for one in _flat(body):
        said = one.get("value", one.get("chars", one.get("cnt:chars")))
        if not isinstance(said, str) or _identified(one):
            continue
        words = plain_text(said, is_html="html" in str(one.get("format", "")).lower())
        is_tag = "tagging" in _texts(one.get("purpose", one.get("motivation")))
        yield f"[{words}]" if is_tag and words else words


def _plain_bodies(values: Json) -> Iterator[str]:
    """Bodies that are no objects: ``bodyValue``, and Hypothesis' text and tags."""
    for key in ("bodyValue", "text"):
        if isinstance(values.get(key), str):
            yield plain_text(values[key])
    for tag in _texts(values.get("tags")):
        yield f"[{plain_text(tag)}]"


_DECISION = "urn:dragoman:decision:"
_ENTRY = re.compile(r"urn:dragoman:([a-z]+):([^\s:]+)")


def _identified(body: Json) -> tuple[str, str] | None:
    """The entry of a dossier that a body stands for."""
    return _entry(body.get("source")) if "identifying" in _texts(body.get("purpose")) else None


def _entry(name: Any) -> tuple[str, str] | None:
    found = _ENTRY.fullmatch(name) if isinstance(name, str) else None
    return (found[1], found[2]) if found is not None else None


class _Words(HTMLParser):
    """Collects the words of HTML, those of scripts and styles excepted."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.hidden += tag in _HIDDEN
        if tag in _BLOCKS:
            self.words.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag in _HIDDEN and self.hidden > 0
        if tag in _BLOCKS:
            self.words.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.words.append(data)


_HIDDEN = frozenset({"script", "style", "template", "noscript", "iframe", "object"})
_BLOCKS = frozenset({"p", "div", "br", "li", "ul", "ol", "blockquote", "h1", "h2", "h3", "tr"})


def plain_text(words: str, *, is_html: bool = False) -> str:
    """Words without control characters (line ends stay) and, from HTML, without its tags.

    >>> plain_text("<p>No<script>alert(1)</script> &lt;quota&gt;</p>", is_html=True)
    'No <quota>'
    """
    if is_html:
        parser = _Words()
        parser.feed(words[: LONGEST_BODY * 10])
        parser.close()
        lines = (" ".join(line.split()) for line in "".join(parser.words).splitlines())
        words = "\n".join(line for line in lines if line)
    return "".join(sign if sign.isprintable() or sign in "\n\t" else " " for sign in words).strip()


# --- targets -----------------------------------------------------------------------------------


def _target(target: Any, values: Json, entry: tuple[str, str] | None) -> Target:
    if isinstance(target, str):
        found = _entry(target)
        return Target(addresses=() if found else (target,), entry=found or entry)
    if not isinstance(target, dict):
        return Target(entry=entry)
    origin = target.get("source", target.get("id"))
    names: list[Any] = [origin, values.get("uri")]
    if isinstance(origin, dict):
        names = [origin.get(key) for key in (*_NAMES, "id", "source")]
    digest = names[1] if isinstance(origin, dict) else None
    addresses = [one for one in names if isinstance(one, str) and one]
    if isinstance(digest, str) and re.fullmatch(r"[0-9a-f]{64}", digest):
        addresses[addresses.index(digest)] = f"urn:sha256:{digest}"
    quote = _selector(target, "TextQuoteSelector")
    place = _selector(target, "TextPositionSelector")
    return Target(
        addresses=tuple(dict.fromkeys(addresses)),
        exact=_quoted(quote.get("exact")) or None,
        prefix=_quoted(quote.get("prefix")),
        suffix=_quoted(quote.get("suffix")),
        place=_span(place.get("start"), place.get("end")),
        text_sha256=place.get("dragoman:textSha256"),
        entry=entry,
    )


_NAMES = ("dragoman:document", "dragoman:sha256")


def _selector(target: Json, kind: str) -> Json:
    """The selector of a kind, looked for in refinements and choices as well; empty without one."""
    pending: list[Any] = [target.get("selector")]
    for _ in range(100):
        if not pending:
            break
        one = pending.pop(0)
        if isinstance(one, list):
            pending += one
        elif isinstance(one, dict):
            if one.get("type") == kind:
                return one
            pending += [one.get("refinedBy"), one.get("items")]
    return {}


def _span(start: Any, end: Any) -> tuple[int, int] | None:
    is_span = type(start) is int and type(end) is int and 0 <= start <= end
    return (start, end) if is_span else None


def _quoted(value: Any) -> str:
    return value[:LONGEST_QUOTE] if isinstance(value, str) else ""


def _line(value: Any) -> str | None:
    """A text on one line; None for none."""
    if not isinstance(value, str):
        return None
    return " ".join("".join(s if s.isprintable() else " " for s in value).split())[:200] or None


def _texts(value: Any) -> tuple[str, ...]:
    values = value if isinstance(value, list) else [value]
    return tuple(one for one in values if isinstance(one, str))
