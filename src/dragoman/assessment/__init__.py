"""Entries become judgements: positions, commitments, discrepancies and how well each is attested.

:func:`assess` reads a :class:`~dragoman.model.Contents` whose entries are resolved and returns
:class:`Judgements`; it never changes an entry. Of the segments it reads those that
:func:`is_reading_matter` names.
"""

from dragoman.assessment.assess import Judgements, assess
from dragoman.assessment.hypotheses import hypothesis_id
from dragoman.assessment.reading_matter import is_reading_matter
from dragoman.assessment.remembering import forget

__all__ = ["Judgements", "assess", "forget", "hypothesis_id", "is_reading_matter"]
