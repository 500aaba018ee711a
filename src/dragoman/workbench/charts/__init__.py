"""The charts of the workbench: laid out here as plain records, drawn by ``charts.html.j2``.

They speak the brief's language (its lanes, soft ends, fills and strokes, its style sheet's tones)
but are laid out without Altair, which takes 200 ms for the smallest drawing and leaves its marks
without names; here each mark is a link with the entry's id, and a drawing takes a few milliseconds.
Units are those of the drawing's ``viewBox``.
"""

from dragoman.workbench.charts.axis import DayAxis, Tick
from dragoman.workbench.charts.counting import Counts, count_marks
from dragoman.workbench.charts.lanes import Lanes, lay_lanes
from dragoman.workbench.charts.network import Bond, Net, lay_net
from dragoman.workbench.charts.roads import Roads, lay_roads

__all__ = [
    "Bond",
    "Counts",
    "DayAxis",
    "Lanes",
    "Net",
    "Roads",
    "Tick",
    "count_marks",
    "lay_lanes",
    "lay_net",
    "lay_roads",
]
