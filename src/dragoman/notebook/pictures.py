"""A chart outside the page: its stand-in colours become ink on paper."""

import hashlib
import re
from typing import TYPE_CHECKING

from markupsafe import escape

if TYPE_CHECKING:
    from dragoman.notebook.charts import Chart

_LIGHT = {
    "ink": "#1d1b17",
    "soft": "#5b564c",
    "faint": "#d9d4c7",
    "paper": "#ffffff",
    "accent": "#0a5a78",
}
"""The brief's colours in light (look, "Colour"), on white."""

_FONTS = "Segoe UI, Roboto, Noto Sans, Liberation Sans, Arial, sans-serif"
_CLASSES = re.compile(r' class="([^"]*)"')
_TONE = re.compile(r"(fill|stroke|stop-color)-(ink|soft|faint|paper|accent)")
_BOX = re.compile(r'viewBox="([-\d.]+) ([-\d.]+) ([\d.]+) ([\d.]+)"')
_ROOT = re.compile(r"<svg([^>]*)>")
_OWN_ID = re.compile(r'(id="|url\(#)([\w-]+)')
SCALE = 2
"""Pixels of a PNG for each of the drawing's own units."""


def set_apart(drawing: str) -> str:
    """The drawing with ids that no other drawing of the same notebook has.

    Two time lines in one notebook would else share the names of their shades and clippings.
    """
    mark = hashlib.sha256(drawing.encode()).hexdigest()[:8]
    return _OWN_ID.sub(rf"\1\2-{mark}", drawing)


def standalone(chart: "Chart") -> str:
    """The drawing as an SVG file of its own, with its title and text alternative."""
    toned = _CLASSES.sub(_painted, chart.drawing)
    box = _BOX.search(toned)
    left, top, width, height = box.groups() if box else ("0", "0", "700", "300")
    attributes = (
        f' xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"'
        f' font-family="{_FONTS}"'
    )
    told = (
        f"<title>{escape(chart.title)}</title><desc>{escape(chart.alternative)}</desc>"
        f'<rect x="{left}" y="{top}" width="{width}" height="{height}" fill="#ffffff"/>'
    )
    return _ROOT.sub(lambda found: f"<svg{attributes}{found[1]}>{told}", toned, count=1)


def _painted(found: "re.Match[str]") -> str:
    """The colours that stand for the classes of a shape."""
    tones = _TONE.findall(found[1])
    return "".join(f' {paint}="{_LIGHT[tone]}"' for paint, tone in tones)


def png_of(svg: str) -> bytes:
    """The SVG as pixels, twice its own size."""
    import vl_convert

    return bytes(vl_convert.svg_to_png(svg, scale=SCALE))


def page_of(chart: "Chart") -> str:
    """The chart as a page of its own, with its key and its table; it fetches and runs nothing."""
    from dragoman.notebook.setting import set_chart

    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "style-src 'unsafe-inline'\">"
        '<meta name="viewport" content="width=device-width"><meta name="color-scheme" '
        f'content="light dark"><title>{escape(chart.title)}</title></head>'
        f'<body style="margin:1.5rem">{set_chart(chart)}</body></html>\n'
    )
