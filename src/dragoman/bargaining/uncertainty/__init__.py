"""Uncertainty: how probable a zone is, what outcomes spread to, what to find out next."""

from dragoman.bargaining.uncertainty.chance import Chance
from dragoman.bargaining.uncertainty.drawing import Drawing, DrawingMethod, draw
from dragoman.bargaining.uncertainty.indices import find_morris, find_sobol
from dragoman.bargaining.uncertainty.outcomes import Outcomes, Spread, find_outcomes
from dragoman.bargaining.uncertainty.questions import NextQuestions, Question, next_questions
from dragoman.bargaining.uncertainty.sensitivity import (
    Output,
    Sensitivity,
    acceptance_output,
    room_output,
    weigh_groups,
    zone_output,
)
from dragoman.bargaining.uncertainty.zone import ZoneChance, find_zone_chance

__all__ = [
    "Chance",
    "Drawing",
    "DrawingMethod",
    "NextQuestions",
    "Outcomes",
    "Output",
    "Question",
    "Sensitivity",
    "Spread",
    "ZoneChance",
    "acceptance_output",
    "draw",
    "find_morris",
    "find_outcomes",
    "find_sobol",
    "find_zone_chance",
    "next_questions",
    "room_output",
    "weigh_groups",
    "zone_output",
]
