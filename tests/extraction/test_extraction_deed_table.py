"""Invented sentences of several negotiations, each with its deeds or none (deed_sentences.tsv).

A row is a sentence and, behind a tab, its deeds parted by ";": trigger, types that are right
(YIELD for CONCEDE and RETREAT), actor and recipient.
"""

from functools import cache
from pathlib import Path

from extraction_texts import lay

from dragoman.extraction.deeds import find_deeds
from dragoman.model import Deed, Negotiation, PartyProfile, PersonProfile

SIDES = Negotiation(
    parties=tuple(
        PartyProfile(id=id, names=names)
        for id, names in (
            ("VEL", ("Velland", "Vellandic", "Port Vell")),
            ("ORM", ("Ormark", "Ormarkian", "Castle Quay")),
            ("TAS", ("Tassia", "Tassian", "Halin")),
            ("KES", ("Kesh Front",)),
            ("LEA", ("League",)),
            ("DOC", ("Dockers' Union",)),
            ("NOR", ("Norlake Mining", "Norlake")),
        )
    ),
    persons=(
        PersonProfile(name="Ilse Marn", aliases=("Marn",), party="VEL"),
        PersonProfile(name="Oskar Brandt", aliases=("Brandt",), party="ORM"),
        PersonProfile(name="Ruth Kell", aliases=("Kell",), party="TAS"),
    ),
)
ROOTS = {"RETREAT": "YIELD", "CONCEDE": "YIELD"}


@cache
def rows() -> list[tuple[str, list[list[str]], list[Deed]]]:
    """Each sentence with the deeds that are in it and those that were found."""
    text = Path(__file__).with_name("deed_sentences.tsv").read_text(encoding="utf-8")
    read = [line.partition("\t") for line in text.splitlines() if line.strip()]
    return [
        (words, [one.split("|") for one in deeds.split(";") if one], find_deeds(lay(words, SIDES)))
        for words, _, deeds in read
    ]


def is_right(words: str, told: list[str], deed: Deed) -> bool:
    start = words.find(told[0])
    end = start + len(told[0])
    near = any(p.role == "mention" and p.start < end and start < p.end for p in deed.passages)
    return near and ROOTS.get(deed.plover_type, deed.plover_type) in told[1].split(",")


def test_nearly_all_deeds_of_the_table_are_found_with_their_type() -> None:
    told = [(words, one, found) for words, deeds, found in rows() for one in deeds]
    missed = [one for words, one, found in told if not any(is_right(words, one, d) for d in found)]
    assert len(missed) <= 0.05 * len(told), missed


def test_nearly_nothing_else_of_the_table_is_a_deed() -> None:
    found = [(words, deeds, one) for words, deeds, ones in rows() for one in ones]
    false = [words for words, deeds, d in found if not any(is_right(words, o, d) for o in deeds)]
    assert len(false) <= 0.07 * len(found), false
