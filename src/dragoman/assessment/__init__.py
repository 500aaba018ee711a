"""Entries become judgements: positions, commitments, discrepancies and how well each is attested.

:func:`assess` reads a :class:`~dragoman.model.Contents` whose entries are resolved and returns
:class:`Judgements`; it never changes an entry.
"""

from dragoman.assessment.assess import Judgements, assess

__all__ = ["Judgements", "assess"]
