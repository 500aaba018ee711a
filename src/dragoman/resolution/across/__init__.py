"""Across blocks: entries that were put together from parts of a file become one where they are.

A large file is put together in blocks of documents (decision record 0036). What two blocks tell of
one person, contact or deed is joined here, by the rules that join it within a block; the members of
one block stay apart, since its own rules kept them so.
"""

from dragoman.resolution.across.contacts import contact_keys, join_contacts
from dragoman.resolution.across.deeds import deed_keys, join_deeds
from dragoman.resolution.across.joined import Joined, Placed
from dragoman.resolution.across.names import Names, join_names

__all__ = [
    "Joined",
    "Names",
    "Placed",
    "contact_keys",
    "deed_keys",
    "join_contacts",
    "join_deeds",
    "join_names",
]
