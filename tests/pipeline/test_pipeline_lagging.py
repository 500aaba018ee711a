"""Adding without waiting: entries lag behind, and nobody sees them so."""

import re
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.dossier import Dossier
from dragoman.errors import DossierReadOnly
from dragoman.model import Act, Document, Reader, Report, Statement, cut, entry_id
from dragoman.pipeline import (
    add_paths,
    assemble,
    assembling,
    contents_of,
    lagging,
    negotiation_of,
    read_documents,
)
from dragoman.pipeline.lagging import catch_up, is_behind, read_behind

TEXTS = {
    "a.txt": "Velland wants the boats out. Ormark refuses the boats.",
    "b.txt": "Ormark offers a quota of cod. Velland wants more cod.",
    "c.txt": "Velland wants the boats out. Ormark refuses the boats.",
    "d.md": "---\nurl: https://example.org/d\npublished_at: 2025-06-01\n---\nOrmark offers talks.",
    "e.md": "---\nurl: https://example.org/d\npublished_at: 2025-06-02\n---\nOrmark offers peace.",
}
"""One text twice, and two versions at one address."""

ACTS = {"wants": Act.DEMAND, "offers": Act.PROPOSE, "refuses": Act.REJECT}


class TinyReader:
    """Takes each sentence that begins with a party's name for a statement of it."""

    identity = Reader(name="tiny", version="1")
    gazetteer_digest = "none"

    def read(self, document: Document) -> Report:
        whole = cut(document.text, 0, len(document.text), document=document.id)
        found = re.finditer(r"(Velland|Ormark) (\w+)[^.]*\.", document.text)
        return Report(
            id=entry_id("report", [whole]),
            document=document.id,
            text_sha256=document.sha256,
            gazetteer=self.gazetteer_digest,
            reader=self.identity,
            statements=tuple(self._statement(document, match) for match in found),
        )

    def _statement(self, document: Document, match: re.Match[str]) -> Statement:
        passage = cut(document.text, *match.span(), document=document.id, role="content")
        return Statement(
            id=entry_id("statement", [passage]),
            passages=(passage,),
            act=ACTS[match[2]],
            party=match[1][:3].upper(),
            issues=("maritime",),
        )


def _canonical(dossier: Dossier) -> list[str]:
    lines = (line.decode() for line in dossier.canonical())
    return [re.sub(r'"retrieved_at":"[^"]*",?', "", line) for line in lines]


def _write(folder: Path) -> None:
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(order=st.permutations(sorted(TEXTS)), looks=st.sets(st.integers(0, 4)))
def test_texts_added_one_by_one_end_as_all_put_together(order: list[str], looks: set[int]) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        _write(folder)
        with Dossier.create(folder / "whole.dragoman") as whole:
            add_paths(whole, [folder / name for name in sorted(TEXTS)])
            read_documents(whole, TinyReader())
            assemble(whole, TinyReader(), negotiation_of(whole))
            wanted = _canonical(whole)
        with Dossier.create(folder / "single.dragoman") as single:
            for number, name in enumerate(order):
                add_paths(single, [folder / name])
                read_behind(single, TinyReader())
                assert is_behind(single)
                if number in looks:
                    contents_of(single)
                    assert not is_behind(single)
            catch_up(single)
            assert _canonical(single) == wanted


def test_whoever_looks_sees_what_was_just_added(tmp_path: Path) -> None:
    _write(tmp_path)
    with Dossier.create(tmp_path / "x.dragoman") as dossier:
        add_paths(dossier, [tmp_path / "a.txt"])
        read_behind(dossier, TinyReader())
        assert len(contents_of(dossier).statements) == 2
        add_paths(dossier, [tmp_path / "b.txt"])
        read_behind(dossier, TinyReader())
        assert len(contents_of(dossier).statements) == 4


def test_a_look_without_news_puts_nothing_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _write(tmp_path)
    with Dossier.create(tmp_path / "x.dragoman") as dossier:
        add_paths(dossier, [tmp_path / "a.txt"])
        read_behind(dossier, TinyReader())
        catch_up(dossier)
        monkeypatch.setattr(lagging, "assemble", lambda *_a, **_k: pytest.fail("put together"))
        read_behind(dossier, TinyReader())
        assert catch_up(dossier) == ()


def test_what_comes_while_catching_up_is_not_taken_for_worked_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _write(tmp_path)
    with Dossier.create(tmp_path / "x.dragoman") as dossier:
        add_paths(dossier, [tmp_path / "a.txt"])
        read_behind(dossier, TinyReader())
        whole = assembling.put_together

        def interrupted(*arguments: object, **more: object) -> object:
            made = whole(*arguments, **more)  # type: ignore[arg-type]
            add_paths(dossier, [tmp_path / "b.txt"])
            read_behind(dossier, TinyReader())
            return made

        monkeypatch.setattr(assembling, "put_together", interrupted)
        catch_up(dossier)
        monkeypatch.undo()
        assert is_behind(dossier)
        assert len(contents_of(dossier).statements) == 4


def test_a_run_stopped_while_reading_is_caught_up_with_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _write(tmp_path)
    with Dossier.create(tmp_path / "x.dragoman") as dossier:
        add_paths(dossier, [tmp_path / "a.txt", tmp_path / "b.txt"])

        def stop_after_one(_what: str, done: int, _total: int | None) -> None:
            if done == 1:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            read_behind(dossier, TinyReader(), progress=stop_after_one)
        assert len(contents_of(dossier).statements) == 2


def test_putting_all_together_leaves_nothing_to_catch_up_with(tmp_path: Path) -> None:
    _write(tmp_path)
    with Dossier.create(tmp_path / "x.dragoman") as dossier:
        add_paths(dossier, [tmp_path / "a.txt"])
        read_behind(dossier, TinyReader())
        assemble(dossier, TinyReader(), negotiation_of(dossier))
        assert not is_behind(dossier)


def test_a_dossier_that_takes_no_writes_shows_nothing_stale(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _write(tmp_path)
    with Dossier.create(tmp_path / "x.dragoman") as dossier:
        add_paths(dossier, [tmp_path / "a.txt"])
        read_behind(dossier, TinyReader())
        monkeypatch.setattr(dossier, "takes_writes", False)
        with pytest.raises(DossierReadOnly):
            contents_of(dossier)
