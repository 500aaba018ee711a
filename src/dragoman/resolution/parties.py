"""Parties, organisations and places: one entry per id or name."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import TypeVar

from attrs import evolve

from dragoman.model import Organisation, Party, PartyProfile, Place
from dragoman.resolution.ranking import Order
from dragoman.resolution.spelling import to_plain_letters

Site = TypeVar("Site", bound=Organisation | Place)


def resolve_parties(
    parties: Iterable[Party], profiles: Sequence[PartyProfile], order: Order
) -> tuple[Party, ...]:
    """One party per id. The dossier's parties are there even before a text names them."""
    by_id: defaultdict[str, list[Party]] = defaultdict(list)
    for party in parties:
        by_id[party.id].append(party)
    known = {profile.id: profile for profile in profiles}
    return tuple(
        _merge_party(one, sorted(by_id[one], key=order.key), known.get(one))
        for one in sorted(by_id.keys() | known.keys())
    )


def _merge_party(id_: str, members: Sequence[Party], profile: PartyProfile | None) -> Party:
    given = profile.names if profile else ()
    labels = Counter(member.names[0] for member in members if member.names)
    label = sorted(labels, key=lambda name: (-labels[name], name))[:1]
    seen = sorted({name for member in members for name in member.names})
    role = profile.role if profile else None
    colour = profile.colour if profile else None
    return Party(
        id=id_,
        passages=tuple(sorted({p for member in members for p in member.passages})),
        reader=members[0].reader if members else None,
        because=tuple(sorted({why for member in members for why in member.because}))
        or ("negotiation.toml",),
        names=tuple(dict.fromkeys([*given, *label, *seen])) or (id_,),
        role=role or next((m.role for m in members if m.role), None),
        colour=colour or next((m.colour for m in members if m.colour), None),
    )


def fold(name: str) -> str:
    """A name in plain lower-case Latin letters, without a leading article.

    >>> fold("The  Foreign Ministry")
    'foreign ministry'
    """
    words = to_plain_letters(name).casefold().split()
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


def resolve_sites(sites: Iterable[Site], order: Order) -> tuple[tuple[Site, ...], dict[str, str]]:
    """Join organisations, or places, of one name that lie in or act for the same country.

    One without country or party joins the one that has it when there is only one such.
    """
    by_name: defaultdict[str, list[Site]] = defaultdict(list)
    for site in sites:
        by_name[fold(site.names[0]) if site.names else site.id].append(site)
    merged: list[Site] = []
    renamed: dict[str, str] = {}
    for _, members in sorted(by_name.items()):
        for group in _by_side(members):
            group.sort(key=order.key)
            merged.append(_merge_site(group))
            renamed.update((site.id, group[0].id) for site in group)
    return tuple(sorted(merged, key=lambda site: site.id)), renamed


def _side(site: Organisation | Place) -> str | None:
    return site.country if isinstance(site, Place) else site.party


def _by_side(members: list[Site]) -> list[list[Site]]:
    sides = {side for site in members if (side := _side(site))}
    if len(sides) <= 1:
        return [members]
    groups: defaultdict[str | None, list[Site]] = defaultdict(list)
    for site in members:
        groups[_side(site)].append(site)
    return [groups[side] for side in sorted(groups, key=lambda side: side or "")]


def _merge_site(group: Sequence[Site]) -> Site:
    labels = Counter(site.names[0] for site in group if site.names)
    ordered = sorted(labels, key=lambda name: (-labels[name], name))
    seen = sorted({name for site in group for name in site.names})
    full = next((site for site in group if _side(site) is not None), group[0])
    return evolve(
        full,
        id=group[0].id,
        passages=tuple(sorted({p for site in group for p in site.passages})),
        names=tuple(dict.fromkeys([*ordered, *seen])),
    )
