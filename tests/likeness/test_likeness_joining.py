"""Average link over the pairs that were compared."""

from hypothesis import given
from hypothesis import strategies as st

from dragoman.likeness import join_alike

_PAIRS = st.dictionaries(
    st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda pair: pair[0] < pair[1]),
    st.floats(0, 1),
)


def test_a_chain_of_likenesses_does_not_join_its_unlike_ends() -> None:
    alike = {(0, 1): 0.9, (1, 2): 0.8}
    assert join_alike(3, alike, least=0.5, unseen=0.0) == [[0, 1], [2]]


def test_what_is_alike_on_average_joins() -> None:
    alike = {(0, 1): 0.9, (1, 2): 0.8, (0, 2): 0.4}
    assert join_alike(4, alike, least=0.5, unseen=0.0) == [[0, 1, 2], [3]]


@given(_PAIRS)
def test_the_order_of_the_pairs_changes_nothing(alike: dict[tuple[int, int], float]) -> None:
    turned = dict(reversed(list(alike.items())))
    groups = join_alike(8, alike, least=0.4, unseen=0.0)
    assert join_alike(8, turned, least=0.4, unseen=0.0) == groups
    assert sorted(item for group in groups for item in group) == list(range(8))
