import os
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from dragoman.dossier import Dossier, PackedReport
from dragoman.dossier.records import BrokenRecord, pack, unpack
from dragoman.dossier.reports import shape
from dragoman.errors import BadRequest, DossierDamaged, UnknownEntry
from dragoman.model import (
    Act,
    Document,
    Measure,
    Quantity,
    Reader,
    Report,
    Segment,
    SegmentKind,
    Statement,
    cut,
)

ZERO = {"sqlite": "x'00'", "postgresql": "'\\x00'::bytea"}
RunSql = Callable[..., list[dict[str, Any]]]
Write = Callable[..., tuple[Document, bytes]]
OLD, NEW = Reader(name="rules", version="1"), Reader(name="rules", version="2")
TRAINED = Reader(name="trained", version="1")


def report(document: Document, reader: Reader = OLD, gazetteer: str = "g") -> Report:
    whole = cut(document.text, 0, len(document.text), document=document.id, role="segment")
    return Report(
        id=f"report-{document.id}",
        document=document.id,
        text_sha256=document.sha256,
        gazetteer=gazetteer,
        reader=reader,
        segments=(Segment(id="s", passages=(whole,), segment_kind=SegmentKind.PARAGRAPH),),
    )


def test_a_report_comes_back_for_its_reader_version_and_gazetteer_only(
    dossier: Dossier, document: Write
) -> None:
    one, raw = document("Quota talks end.", "a.txt")
    dossier.add_document(one, raw)
    dossier.put_report(report(one))
    assert dossier.report(one.id, OLD, "g") == report(one)
    for reader, gazetteer in ((NEW, "g"), (OLD, "h"), (TRAINED, "g")):
        assert dossier.report(one.id, reader, gazetteer) is None
        assert dossier.unread(reader, gazetteer) == [one.id]
    assert dossier.unread(OLD, "g") == []


def test_adding_one_document_never_rereads_the_rest(dossier: Dossier, document: Write) -> None:
    for number in range(3):
        one, raw = document(f"Text {number}.", f"{number}.txt")
        dossier.add_document(one, raw)
        dossier.put_report(report(one))
    last, raw = document("The last.", "last.txt")
    dossier.add_document(last, raw)
    assert dossier.unread(OLD, "g") == [last.id]
    assert len(list(dossier.reports(OLD, "g"))) == 3


def test_copies_and_superseded_versions_are_not_read(dossier: Dossier, document: Write) -> None:
    old = document("Six tonnes.", "a.txt", published_at="2031-05-01")
    new = document("Nine tonnes.", "a.txt", published_at="2031-05-02")
    copy = document("Nine tonnes.", "b.txt", published_at="2031-05-03")
    for one, raw in (old, new, copy):
        dossier.add_document(one, raw)
    assert dossier.unread(OLD, "g") == [new[0].id]
    for one, _ in (old, new, copy):
        dossier.put_report(report(one))
    assert [one.document for one in dossier.reports(OLD, "g")] == [new[0].id]


def test_a_newer_version_of_a_reader_takes_the_place_of_the_older(
    dossier: Dossier, document: Write
) -> None:
    one, raw = document("Quota talks end.", "a.txt")
    dossier.add_document(one, raw)
    dossier.put_report(report(one, OLD))
    dossier.put_report(report(one, TRAINED))
    dossier.put_report(report(one, OLD, "other"))
    assert dossier.report(one.id, OLD, "g") is not None
    dossier.put_report(report(one, NEW))
    assert dossier.report(one.id, OLD, "g") is None
    assert dossier.report(one.id, OLD, "other") is None
    assert dossier.report(one.id, NEW, "g") == report(one, NEW)
    assert dossier.report(one.id, TRAINED, "g") == report(one, TRAINED)


def test_a_second_report_of_the_same_reader_replaces_the_first(
    dossier: Dossier, document: Write
) -> None:
    one, raw = document("Quota talks end.", "a.txt")
    dossier.add_document(one, raw)
    dossier.put_report(report(one))
    second = evolve(report(one), segments=())
    dossier.put_report(second)
    assert dossier.report(one.id, OLD, "g") == second


def test_a_report_on_another_text_or_by_nobody_is_refused(
    dossier: Dossier, document: Write
) -> None:
    one, raw = document("Quota talks end.", "a.txt")
    with pytest.raises(UnknownEntry):
        dossier.put_report(report(one))
    dossier.add_document(one, raw)
    with pytest.raises(BadRequest, match="another text"):
        dossier.put_report(evolve(report(one), text_sha256="0"))
    with pytest.raises(BadRequest, match="which reader"):
        dossier.put_report(evolve(report(one), reader=None))


def test_a_report_of_another_shape_of_the_record_is_read_anew(
    dossier: Dossier, run_sql: RunSql, backend: str, document: Write
) -> None:
    one, raw = document("Quota talks end.", "a.txt")
    dossier.add_document(one, raw)
    dossier.put_report(report(one))
    run_sql(f"UPDATE cached_reports SET shape = 'older', body = {ZERO[backend]}")
    assert dossier.report(one.id, OLD, "g") is None
    assert dossier.unread(OLD, "g") == [one.id]
    assert dossier.check() == []
    dossier.put_report(report(one))
    assert dossier.unread(OLD, "g") == []


def test_a_torn_report_is_damage_and_check_names_it(
    dossier: Dossier, run_sql: RunSql, backend: str, document: Write
) -> None:
    one, raw = document("Quota talks end.", "a.txt")
    dossier.add_document(one, raw)
    dossier.put_report(report(one))
    run_sql(f"UPDATE cached_reports SET body = {ZERO[backend]}")
    with pytest.raises(DossierDamaged, match="cached report"):
        dossier.report(one.id, OLD, "g")
    (problem,) = dossier.check()
    assert problem.where == f"report on document {one.id} by rules 1"
    dossier.discard_derived()
    assert dossier.check() == []


def test_the_shape_of_records_is_the_same_in_every_process() -> None:
    program = "from dragoman.dossier.reports import shape; print(shape())"
    environment = {**os.environ, "PYTHONHASHSEED": "7"}
    told = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, env=environment, check=True
    )
    assert told.stdout.decode().strip() == shape()


_SCORES = st.one_of(st.none(), st.floats(0, 1))
_TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)


@given(text=_TEXTS, score=_SCORES, value=st.one_of(st.none(), st.floats(-1e9, 1e9)))
def test_a_report_survives_packing_whole(
    text: str, score: float | None, value: float | None
) -> None:
    passage = cut(text, 0, len(text), document="d", role="content")
    measure = Measure(object=text, extent=Quantity(text=text, value=value, passage=passage))
    one = Statement(id="s", passages=(passage,), score=score, act=Act.DEMAND, measures=(measure,))
    made = Report(id="r", document="d", text_sha256="t", gazetteer="g", statements=(one,))
    assert unpack(pack(made)) == made


def test_bytes_that_are_no_report_are_broken() -> None:
    for body in (
        b"",
        b"x",
        pack(Report(id="r", document="d", text_sha256="t", gazetteer="g"))[:-4],
    ):
        with pytest.raises(BrokenRecord):
            unpack(body)


def test_packed_reports_are_kept_in_one_transaction_all_or_none(
    dossier: Dossier, document: Write
) -> None:
    written = [document(f"Quota talks, day {n}.", f"{n}.txt") for n in range(3)]
    for one, raw in written:
        dossier.add_document(one, raw)
    packed = [PackedReport.of(report(one)) for one, _ in written]
    with pytest.raises(BadRequest, match="another text"):
        dossier.put_reports([packed[0], evolve(packed[1], text_sha256="0")])
    with pytest.raises(BadRequest, match="other fields"):
        dossier.put_reports([packed[0], evolve(packed[1], shape="0")])
    assert not list(dossier.reports(OLD, "g"))
    dossier.put_reports([packed[0]])
    dossier.put_reports(packed)
    dossier.put_reports([])
    assert {one.document for one in dossier.reports(OLD, "g")} == {one.id for one, _ in written}
    assert packed[0].report() == report(written[0][0])


def test_a_packed_report_on_a_purged_document_leaves_nothing_behind(
    dossier: Dossier, document: Write
) -> None:
    (one, raw), (two, raw_two) = document("Quota talks end.", "a.txt"), document("So.", "b.txt")
    dossier.add_document(one, raw)
    dossier.add_document(two, raw_two)
    packed = [PackedReport.of(report(one)), PackedReport.of(report(two))]
    dossier.remove_document(one.id, "nn", "asked for", purge=True)
    dossier.put_reports(packed)
    assert dossier.report(one.id, OLD, "g") is None
    assert dossier.report(two.id, OLD, "g") == report(two)
