"""Names as general knowledge: countries, seats, bodies, offices, occupations; a leaf.

The knowledge is data beside the code (``data/*.tsv``); a dossier's own parties and people, which
no general list knows, come from its ``negotiation.toml`` and rank first.
"""

from dragoman.gazetteer.adjectives import is_adjective_form, is_adjective_of
from dragoman.gazetteer.gazetteer import Gazetteer
from dragoman.gazetteer.holders import Holder, HolderIndex
from dragoman.gazetteer.names import Form, KnownName, Namesake, slug
from dragoman.gazetteer.probability import Likelihood, likelihoods, probability_pattern
from dragoman.gazetteer.towns import town_country
from dragoman.gazetteer.words import Words

__all__ = [
    "Form",
    "Gazetteer",
    "Holder",
    "HolderIndex",
    "KnownName",
    "Likelihood",
    "Namesake",
    "Words",
    "is_adjective_form",
    "is_adjective_of",
    "likelihoods",
    "probability_pattern",
    "slug",
    "town_country",
]
