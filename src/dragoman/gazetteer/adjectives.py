"""Adjectives of names that no list has: "Vellandic" of Velland, "Tassian" of Tassia."""

_ENDINGS = ("ish", "ic", "ian", "ean", "an", "ese", "i", "er")
_LEAST = 4
"""Letters of a name that its adjective keeps at least."""


def stem(label: str) -> str:
    """What an adjective keeps of a label: all but a last vowel or "land".

    >>> stem("Tassia"), stem("Grimmerland")
    ('Tass', 'Grimmer')
    """
    whole = label.removesuffix("land") if len(label) > 7 else label
    bare = whole.rstrip("aeiouy")
    return bare if len(bare) >= _LEAST else whole


def is_adjective_form(word: str) -> bool:
    """Whether a word is spelt like the adjective of a name."""
    return word[:1].isupper() and word.endswith(_ENDINGS)


def is_adjective_of(word: str, label: str) -> bool:
    """Whether a word can be the adjective made from a label.

    >>> is_adjective_of("Ormarkish", "Ormark"), is_adjective_of("Ormark", "Ormark")
    (True, False)
    """
    root = stem(label)
    return (
        word != label
        and len(root) >= _LEAST
        and word.startswith(root)
        and (is_adjective_form(word))
    )
