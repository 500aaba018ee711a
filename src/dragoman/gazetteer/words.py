"""Words: offices, forms of address, occupations, given names; lists of general knowledge."""

from collections.abc import Iterable
from functools import cache

from attrs import frozen

from dragoman.gazetteer.tables import rows


@frozen(kw_only=True)
class Words:
    """The word lists. Keys are lower case except given names and honorifics.

    ``offices`` maps an office to its rank; ``office_heads`` holds the words an office can end in;
    ``office_words`` maps a modifier to whether it marks a past office. ``given_names`` and
    ``honorifics`` map to a gender ("m", "f" or ""). ``unnamed`` maps a noun to its group.
    ``institution_words`` maps the telling word of an institution's name to state, party or
    independent. ``sides`` maps nouns such as "delegation" to side, force or ministry;
    ``placing`` maps a kind of placing word (see ``placing.tsv``) to its words; ``groups`` maps
    a noun ("the bloc") to the kinds of party that it can mean; ``side_kinds`` maps the telling
    word of a body to the kind of side that it can be. ``powers`` maps the words that show a power
    or a side to sure or likely; ``dealings`` maps deal, say and talks to their words. ``creeds``
    holds capitalised words that name no power, ``telling`` the names of outlets, think tanks and
    universities. ``causality`` maps object, subject and bidden to verbs (``causality.tsv``),
    ``kin`` nouns for one person that tell no office to a gender.
    """

    offices: dict[str, str]
    office_heads: frozenset[str]
    office_words: dict[str, bool]
    honorifics: dict[str, str]
    experts: frozenset[str]
    expert_heads: frozenset[str]
    institution_words: dict[str, str]
    unnamed: dict[str, str]
    given_names: dict[str, str]
    sides: dict[str, str]
    placing: dict[str, frozenset[str]]
    groups: dict[str, frozenset[str]]
    side_kinds: dict[str, str]
    powers: dict[str, str]
    dealings: dict[str, frozenset[str]]
    creeds: frozenset[str]
    telling: frozenset[str]
    causality: dict[str, frozenset[str]]
    kin: dict[str, str]

    @classmethod
    def load(cls) -> "Words":
        """The lists, read once."""
        return _load()

    def side_kind(self, name: str) -> str | None:
        """The kind of side that the words of a name tell, the last telling one first.

        What stands before "of" and "for" counts alone where it tells something.

        >>> Words.load().side_kind("Union of Railway Companies")
        'union'
        """
        words = name.lower().split()
        cut = next((at for at, word in enumerate(words) if word in ("of", "for")), len(words))
        return self._side_kind(words[:cut]) or self._side_kind(words)

    def _side_kind(self, words: list[str]) -> str | None:
        pairs = [" ".join(words[at : at + 2]) for at in range(len(words))]
        for pair, word in zip(reversed(pairs), reversed(words), strict=True):
            kind = self.side_kinds.get(pair) or self.side_kinds.get(word)
            if kind is not None:
                return kind
        return None


@cache
def _load() -> Words:
    offices = {row["office"]: row["rank"] for row in rows("offices")}
    experts = frozenset(row["word"] for row in rows("experts"))
    institutions = {row["word"]: row["what"] for row in rows("bodies_words")}
    return Words(
        offices=offices,
        office_heads=_with_plurals(office.split(" of ")[0].split()[-1] for office in offices),
        office_words={row["word"]: row["past"] == "yes" for row in rows("office_words")},
        honorifics={row["word"]: row["gender"] for row in rows("honorifics")},
        experts=experts,
        expert_heads=frozenset(words.split()[-1] for words in experts),
        institution_words=institutions
        | {row["word"]: "independent" for row in rows("independent")},
        unnamed={row["word"]: row["group"] for row in rows("unnamed")},
        given_names={row["name"]: row["gender"] for row in rows("given_names")},
        sides={row["noun"]: row["what"] for row in rows("sides")},
        placing=_several("placing", "what", "word"),
        groups=_several("groups", "noun", "kind"),
        side_kinds={row["word"]: row["kind"] for row in rows("bodies_words") if row["kind"]},
        powers={row["word"]: row["what"] for row in rows("powers")},
        dealings=_several("dealings", "what", "word"),
        creeds=frozenset(_column("creeds")),
        telling=frozenset(row["name"] for row in rows("telling")),
        causality=_several("causality", "bias", "verb"),
        kin={row["word"]: row["gender"] for row in rows("kin")},
    )


def _with_plurals(words: Iterable[str]) -> frozenset[str]:
    singular = frozenset(words)
    return singular | {f"{word}s" for word in singular if not word.endswith("s")}


def _column(table: str) -> list[str]:
    return [row["word"] for row in rows(table)]


def _several(table: str, key: str, value: str) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in rows(table):
        found.setdefault(row[key], set()).add(row[value])
    return {word: frozenset(values) for word, values in found.items()}
