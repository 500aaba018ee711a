"""Whether two spellings stand for one person: the rules for a pair."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from rapidfuzz import fuzz

from dragoman.resolution.faces import Face, FaceKey
from dragoman.resolution.spelling import (
    Likeness,
    block_keys,
    compare_names,
    compare_words,
    is_nickname_pair,
    is_short_form,
    sounds_fully_alike,
)

_SAME_OFFICE = 60
"""Least similarity of two offices' words that may be one ("president", "head of state" differ:
an office clash only weakens a likeness of names, it never breaks an equal name)."""


def blocked_pairs(faces: Sequence[Face]) -> Iterator[tuple[Face, Face]]:
    """Each pair of faces that share a block key, once, in the order of their keys."""
    blocks: defaultdict[str, list[Face]] = defaultdict(list)
    for face in faces:
        for key in block_keys(face.tokens):
            blocks[key].append(face)
    seen: set[tuple[FaceKey, FaceKey]] = set()
    for _, block in sorted(blocks.items()):
        for first, second in combinations(block, 2):
            pair = (first.key, second.key)
            if pair not in seen:
                seen.add(pair)
                yield first, second


def agree(first: list[Face], second: list[Face]) -> bool:
    """Whether each full name of ``first`` is like those of ``second``.

    Beside a person of the dossier one of its spellings is enough: the dossier may give two that
    are not alike ("Vladimir", "Volodymyr").
    """
    given = [face for face in second if face.is_full and face.profile is not None]
    others = [face for face in second if face.is_full]
    for face in first:
        if not face.is_full or face.profile is not None:
            continue
        alike = (_is_like(face, other) for other in given or others)
        if not (any(alike) if given else all(alike)):
            return False
    return True


def _is_like(first: Face, second: Face) -> bool:
    return bool(compare_names(first.tokens, second.tokens)) or is_nickname(first, second)


def is_nickname(first: Face, second: Face) -> bool:
    """Whether one name has the nickname of the other, and surname, party and office are shared.

    Predecessor and successor, and husband and wife, share as much but for the given name.
    """
    same_side = first.party is not None and first.party == second.party
    return (
        same_side
        and bool(first.offices.keys() & second.offices.keys())
        and is_nickname_pair(first.tokens, second.tokens)
        and is_short_form(first.tokens[0], second.tokens[0])
    )


def is_nickname_only(first: Face, second: Face) -> bool:
    """Whether nothing but surname and initial speaks for two names being one person's."""
    return not compare_names(first.tokens, second.tokens) and not is_nickname(first, second)


def weigh_names(first: Face, second: Face) -> Likeness:
    """How alike two full names are; nicknames are possible within one party and office."""
    likeness = compare_names(first.tokens, second.tokens)
    same_side = first.party is not None and first.party == second.party
    if likeness or not same_side or not is_nickname_pair(first.tokens, second.tokens):
        return likeness
    return Likeness.NONE if _has_office_clash(first, second) else Likeness.POSSIBLE


def is_one_person(first: Face, second: Face) -> bool:
    """Whether two full names that are alike stand for one person.

    Equal names do. Like names do when the party is the same and the offices do not clash; with
    no party on one side they do when the surname is equal or both words sound alike. A nickname
    does when party and office are the same.
    """
    if is_nickname(first, second):
        return True
    likeness = compare_names(first.tokens, second.tokens)
    if likeness is Likeness.EQUAL:
        return True
    if likeness is not Likeness.LIKELY:
        return False
    equal_surname = first.tokens[-1] == second.tokens[-1]
    if first.party is None or second.party is None:
        return equal_surname or sounds_fully_alike(first.tokens, second.tokens)
    return first.party == second.party and (equal_surname or not _has_office_clash(first, second))


def _has_office_clash(first: Face, second: Face) -> bool:
    if not first.offices or not second.offices:
        return False
    return all(
        fuzz.token_set_ratio(one, other) < _SAME_OFFICE
        for one in first.offices
        for other in second.offices
    )


def is_one_surname(first: Face, second: Face) -> bool:
    """Whether two bare surnames that nobody bears in full stand for one person."""
    likeness = compare_words(first.tokens[0], second.tokens[0])
    if likeness is Likeness.EQUAL:
        return first.party is None or second.party is None or first.party == second.party
    same_party = first.party is not None and first.party == second.party
    return likeness is Likeness.LIKELY and same_party
