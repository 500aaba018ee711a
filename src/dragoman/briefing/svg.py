"""Making a drawn chart fit for the page: only shapes and text, no style, script or reference.

The page's policy forbids inline styles, and the dossier's words stand in the drawing, so
everything that is not on the lists below is dropped. Stand-in colours become classes whose
colours the style sheet sets for light, dark and print.
"""

import re
from collections.abc import Mapping

from lxml import etree

INK, SOFT, FAINT, PAPER, ACCENT = "#010101", "#020202", "#030303", "#040404", "#050505"
"""Stand-in colours that the charts are drawn in."""

TONES = {INK: "ink", SOFT: "soft", FAINT: "faint", PAPER: "paper", ACCENT: "accent"}

_SVG = "{http://www.w3.org/2000/svg}"
_ELEMENTS = frozenset(
    [
        "svg",
        "g",
        "path",
        "rect",
        "line",
        "circle",
        "text",
        "tspan",
        "defs",
        "linearGradient",
        "stop",
        "clipPath",
    ]
)
_ATTRIBUTES = frozenset(
    [
        "d",
        "x",
        "y",
        "x1",
        "x2",
        "y1",
        "y2",
        "cx",
        "cy",
        "r",
        "rx",
        "ry",
        "width",
        "height",
        "viewBox",
        "transform",
        "opacity",
        "fill",
        "stroke",
        "offset",
        "id",
        "fill-opacity",
        "stroke-opacity",
        "stroke-width",
        "stroke-dasharray",
        "stroke-linecap",
        "stroke-linejoin",
        "text-anchor",
        "font-size",
        "font-weight",
        "clip-path",
        "stop-color",
        "dx",
        "dy",
        "gradientUnits",
    ]
)
_REFERENCE = re.compile(r"url\(\s*['\"]?#([\w-]+)['\"]?\s*\)")
_PAINTS = ("fill", "stroke", "stop-color")


def clean(drawn: str, name: str, alternative: str) -> str:
    """The drawing as one safe ``<svg>`` element with a text alternative.

    Ids become ``name`` and a number, so that they stay unique in the page and the same drawing
    is the same text each time.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    root = etree.fromstring(drawn.encode("utf-8"), parser)
    own_ids = [element.get("id") for element in root.iter() if element.get("id")]
    ids = {own: f"{name}-{number}" for number, own in enumerate(own_ids, 1)}
    for element in list(root.iter()):
        _clean_element(element, ids)
    for attribute in ("width", "height"):
        root.attrib.pop(attribute, None)
    root.set("class", "chart")
    root.set("role", "img")
    root.set("aria-label", alternative)
    text: str = etree.tostring(root, encoding="unicode")
    return re.sub(r' xmlns(:\w+)?="[^"]*"', "", text)


def _clean_element(element: "etree._Element", ids: Mapping[str, str]) -> None:
    tag = element.tag if isinstance(element.tag, str) else ""
    if tag.removeprefix(_SVG) not in _ELEMENTS:
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
        return
    for declaration in element.attrib.pop("style", "").split(";"):
        key, _, value = declaration.partition(":")
        if key.strip() in _ATTRIBUTES:
            element.set(key.strip(), value.strip())
    classes = [c for key in list(element.attrib) if (c := _clean_attribute(element, key, ids))]
    if classes:
        element.set("class", " ".join(classes))


def _clean_attribute(element: "etree._Element", key: str, ids: Mapping[str, str]) -> str:
    """Drop, rename or keep one attribute; the class that stands for its colour, if any."""
    value = element.attrib[key]
    if key not in _ATTRIBUTES:
        del element.attrib[key]
        return ""
    if key in _PAINTS and value.lower() in TONES:
        del element.attrib[key]
        return f"{key}-{TONES[value.lower()]}"
    reference = _REFERENCE.fullmatch(value.strip())
    if key == "id":
        element.set(key, ids[value])
    elif reference and reference[1] in ids:
        element.set(key, f"url(#{ids[reference[1]]})")
    elif "url" in value.lower() or "javascript" in value.lower():
        del element.attrib[key]
    return ""
