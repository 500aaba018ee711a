"""The drawn charts as pictures, by the same renderer as the page's."""

import re
import struct

from attrs import frozen

from dragoman.briefing.content import RoadMap, TimeLine
from dragoman.briefing.svg import TONES

_PRINTED = {
    "ink": "#000000",
    "soft": "#555555",
    "faint": "#bbbbbb",
    "paper": "#ffffff",
    "accent": "#0a5a78",
}
"""The tones of the charts on white paper."""

_CLASSES = re.compile(r' class="([^"]*)"')
_VIEW = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')
_FONTS = "Liberation Sans, Arial, Helvetica, DejaVu Sans, sans-serif"
SCALE = 2.5
"""Dots per point of the drawing: 250 to the inch at the width of the page."""


@frozen(kw_only=True)
class Picture:
    """A chart as PNG; ``alternative`` says what it shows. Sizes are in dots."""

    png: bytes
    width: int
    height: int
    title: str
    alternative: str


def time_line_picture(line: TimeLine) -> Picture | None:
    """The time line; None where nothing is drawn."""
    # Altair takes half a second to import, which nobody should wait for who draws nothing.
    from dragoman.briefing.charts import draw_time_line

    return _picture(draw_time_line(line), line.title, line.alternative)


def road_map_picture(road: RoadMap) -> Picture | None:
    """The road map; None where nothing is drawn."""
    from dragoman.briefing.charts import draw_road_map

    return _picture(draw_road_map(road), road.title, road.alternative)


def _picture(svg: str, title: str, alternative: str) -> Picture | None:
    if not svg:
        return None
    import vl_convert

    png = vl_convert.svg_to_png(_standing_alone(svg), scale=SCALE)
    width, height = struct.unpack(">II", png[16:24])
    return Picture(png=png, width=width, height=height, title=title, alternative=alternative)


def _standing_alone(svg: str) -> str:
    """The page's drawing as a file of its own: name space, size and colours put back."""
    size = _VIEW.search(svg)
    told = f' width="{size[1]}" height="{size[2]}"' if size else ""
    head = f'<svg xmlns="http://www.w3.org/2000/svg" font-family="{_FONTS}"{told}'
    svg = svg.replace("<svg", head, 1)
    return _CLASSES.sub(lambda found: _painted(found[1]), svg)


def _painted(classes: str) -> str:
    """The colours that the style sheet would give these classes."""
    tones = set(TONES.values())
    painted = (name.rpartition("-") for name in classes.split())
    return "".join(f' {kind}="{_PRINTED[tone]}"' for kind, _, tone in painted if tone in tones)
