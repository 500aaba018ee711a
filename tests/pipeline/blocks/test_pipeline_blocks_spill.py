"""Entries wait on disk, by noun and in the order of their ids."""

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.pipeline.blocks.spill import Spill

lines = st.dictionaries(st.text(min_size=1, max_size=6), st.binary(max_size=9000), max_size=12)


@settings(max_examples=60)
@given(st.lists(lines, max_size=5))
def test_what_is_put_in_comes_back_by_id_and_block(blocks: list[dict[str, bytes]]) -> None:
    with Spill() as spill:
        for number, found in enumerate(blocks):
            spill.put(number, "statements", sorted(found.items()))
            spill.put(number, "deeds", [])
        back = [(one.id, one.block, one.line) for one in spill.read("statements")]
        assert list(spill.read("deeds")) == []
    assert back == sorted(
        (id_, number, line) for number, found in enumerate(blocks) for id_, line in found.items()
    )


def test_nothing_of_it_can_be_found_in_the_folder(tmp_path: Path) -> None:
    with Spill(tmp_path) as spill:
        spill.put(0, "statements", [("a", b"secret words")])
        assert list(tmp_path.iterdir()) == []
        assert [one.line for one in spill.read("statements")] == [b"secret words"]


def test_it_can_be_read_twice_and_by_several_at_once() -> None:
    with Spill() as spill:
        for block in range(3):
            spill.put(block, "deeds", [(f"{n:04}", bytes(2000)) for n in range(200)])
        first, second = spill.read("deeds"), spill.read("deeds")
        pairs = list(zip(first, second, strict=True))
        assert len(pairs) == 600
        assert all(one == two for one, two in pairs)
