"""The cleaned view of a stored text, with the way back to the stored code points.

The stored text is never changed (design, section 3). What the grammar should not stumble over
(no-break spaces, soft hyphens, invisible characters, ligatures, mojibake) is mended in the
view; words parted at the line's end are joined, and Markdown's marks of emphasis (``*so*``) and
addresses of links are taken out; :meth:`View.stored` leads every
span of the view back to the text as it was published.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

import ftfy
from attrs import field, frozen

_SPACES = "\u00a0\u1680" + "".join(map(chr, range(0x2000, 0x200B))) + "\u202f\u205f\u3000"
_BREAKS = "\u000b\u000c\u0085\u2028\u2029"
_CONTROLS = "".join(map(chr, (*range(0, 9), *range(14, 32), *range(127, 160)))).replace("\x85", "")
_BLANKED = {
    **dict.fromkeys(map(ord, _SPACES + _CONTROLS), " "),
    **dict.fromkeys(map(ord, _BREAKS), "\n"),
}
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}

_INVISIBLE = (
    "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f"
)
"""Soft hyphen, zero-width and bidirectional controls, tags (Unicode Standard, chapter 23)."""

_INVISIBLE_RUN = re.compile(f"[{_INVISIBLE}]+")
_EDITED = re.compile(
    rf"[{_INVISIBLE}]+"
    rf"|[{''.join(_LIGATURES)}]"
    r"|!\[[^\[\]\n]{0,300}\]\([^()\s]{1,500}\)"
    r"|\[(?=[^\[\]\n]{1,300}\]\((?:https?:|mailto:|/|#|\.)[^()\s]{0,500}\))"
    r"|(?<=[^\[\]\n])\]\((?:https?:|mailto:|/|#|\.)[^()\s]{0,500}\)"
    r"|(?<=[a-zß-ÿ])-[ \t]*\r?\n(?=[a-zß-ÿ])"
    r"|(?<!\w)\*{1,3}(?=[^\s*][^*\n]{0,999}\*)|(?<=[^\s*])\*{1,3}(?=\W|$)"
    r"|[\u00c2-\u00f4\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc]"
    r"[\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a"
    r"\u20ac\u2122\u00c2-\u00f4]+"
)
_BROKEN = re.compile(r"[a-zß-ÿ]-[ \t]*\r?\n[a-zß-ÿ]")
"""A word parted at a line's end; a text with several of them parts words by its layout."""
_TOUCHED = re.compile(
    r"\]\(|[a-z]-[ \t\r]*\n|"
    r"[^\t\n -)+-~\u00c0-\u024f\u2010-\u2026\u20ac]|[\u00c2-\u00f4][\u0080-\u00bf\u20ac]"
)


class _Edit(NamedTuple):
    """Stored ``[start, end)`` reads ``[at, at + length)`` in the view."""

    at: int
    length: int
    start: int
    end: int


@frozen
class View:
    """A cleaned text and its offset map. All offsets count code points, half open."""

    text: str
    _stored_length: int = 0
    _edits: tuple[_Edit, ...] = ()
    _starts: tuple[int, ...] = field(default=(), repr=False)

    @classmethod
    def of(cls, stored_text: str) -> "View":
        r"""Clean a stored text.

        >>> view = View.of("Mos\u00adcow said\u00a0no")
        >>> view.text, view.stored(0, 6)
        ('Moscow said no', (0, 7))
        """
        if not _TOUCHED.search(stored_text):
            return cls(stored_text, len(stored_text))
        pieces: list[str] = []
        edits: list[_Edit] = []
        done = length = 0
        for start, end, new in _replacements(stored_text):
            pieces += (stored_text[done:start], new)
            length += start - done
            edits.append(_Edit(length, len(new), start, end))
            length += len(new)
            done = end
        pieces.append(stored_text[done:])
        text = _blank("".join(pieces))
        return cls(text, len(stored_text), tuple(edits), tuple(edit.at for edit in edits))

    def stored(self, start: int, end: int) -> tuple[int, int]:
        """Map a span of the view to the stored text.

        A span that touches a mended run takes in the whole run. Invisible characters at the
        edges of a span stay outside it. An empty span maps to an empty one.

        Raises:
            ValueError: the span does not lie in the view.
        """
        if not 0 <= start <= end <= len(self.text):
            raise ValueError(f"span {start}..{end} is outside a view of {len(self.text)}")
        if start == end:
            place = self._bounds(start)[0] if start < len(self.text) else self._stored_length
            return place, place
        return self._bounds(start)[0], self._bounds(end - 1)[1]

    def _bounds(self, index: int) -> tuple[int, int]:
        """The stored span of the view's character at ``index``."""
        edit = bisect_right(self._starts, index) - 1
        if edit < 0:
            return index, index + 1
        at, length, start, end = self._edits[edit]
        if index < at + length:
            return start, end
        place = end + index - at - length
        return place, place + 1


def _blank(text: str) -> str:
    r"""Make odd spaces plain and odd line ends ``\n``, one character for one."""
    text = text.translate(_BLANKED)
    return text.replace("\r\n", " \n").replace("\r", "\n") if "\r" in text else text


def _replacements(text: str) -> Iterator[tuple[int, int, str]]:
    """The runs of the stored text that read otherwise in the view, in order."""
    parted = len(_BROKEN.findall(text)) > 1
    for match in _EDITED.finditer(text):
        run = match[0]
        if run[0] in _LIGATURES:
            yield match.start(), match.end(), _LIGATURES[run]
        elif run[0] == "-":
            if parted or _is_joined_elsewhere(text, match.start(), match.end()):
                yield match.start(), match.end(), ""
        elif run[0] in "*!][" or _INVISIBLE_RUN.match(run):
            yield match.start(), match.end(), ""
        else:
            mended = _INVISIBLE_RUN.sub("", ftfy.fix_encoding(run))
            if len(mended) < len(run):
                yield match.start(), match.end(), mended


def _is_joined_elsewhere(text: str, start: int, end: int) -> bool:
    """Whether a word parted at ``[start, end)`` stands undivided somewhere in the text."""
    head = re.search(r"\w{1,40}\Z", text[max(0, start - 40) : start])
    tail = re.match(r"\w{1,40}", text[end : end + 40])
    if head is None or tail is None:
        return False
    return re.search(rf"\b{head[0]}{tail[0]}\b", text) is not None
