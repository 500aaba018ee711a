"""Blocks: a large file is put together in parts that are tasks of their own.

:func:`plan_blocks` says which documents are put together at once, by participants and by week;
:func:`weave` puts one block together; :class:`Joining` makes one file of what the blocks hold. A
file of no more than ``MOST`` documents is one block (decision record 0036).
"""

from dragoman.pipeline.blocks.joining import TOGETHER, Joining, in_blocks
from dragoman.pipeline.blocks.material import Material
from dragoman.pipeline.blocks.nouns import (
    COMPUTED,
    DERIVED,
    JUDGED,
    OF_MANY_TEXTS,
    OF_ONE_TEXT,
)
from dragoman.pipeline.blocks.planning import MOST, plan_blocks
from dragoman.pipeline.blocks.weaving import Woven, fold_reuse, weave

__all__ = [
    "COMPUTED",
    "DERIVED",
    "JUDGED",
    "MOST",
    "OF_MANY_TEXTS",
    "OF_ONE_TEXT",
    "TOGETHER",
    "Joining",
    "Material",
    "Woven",
    "fold_reuse",
    "in_blocks",
    "plan_blocks",
    "weave",
]
