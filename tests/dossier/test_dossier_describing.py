import hashlib

import pytest

from dragoman.dossier import Dossier, correction, note
from dragoman.errors import BadRequest
from dragoman.model import Document, Reader, Report, document_id

READER = Reader(name="rules", version="1")


def _add(dossier: Dossier, name: str, text: str = "Talks were held.") -> Document:
    raw = f"{name}: {text}".encode()
    sha256 = hashlib.sha256(raw).hexdigest()
    document = Document(
        id=document_id(sha256, name), path=name, sha256=sha256, text=raw.decode(), title="Talks"
    )
    dossier.add_document(document, raw)
    return dossier.document(document.id)


def _correct(dossier: Dossier, document: Document, **changes: object) -> str:
    decision = correction(document, changes, who="A. Analyst", decided_at=_next())
    dossier.decide(decision)
    return decision.id


_SECONDS = iter(range(1, 60))


def _next() -> str:
    return f"2025-07-01T00:00:{next(_SECONDS):02}+00:00"


def test_a_day_that_an_analyst_gives_counts_everywhere_and_says_whose_it_is(
    dossier: Dossier,
) -> None:
    late, early = _add(dossier, "a"), _add(dossier, "b")
    _correct(dossier, early, published_at="2025-03-18")
    assert [head.id for head in dossier.document_heads()] == [early.id, late.id]
    found = dossier.document(early.id)
    assert (found.published_at, found.known_by) == ("2025-03-18", "A. Analyst's word")
    assert [d.published_at for d in dossier.documents()] == ["2025-03-18", None]
    assert found.text == early.text


def test_taking_it_back_leaves_what_was_taken_in(dossier: Dossier) -> None:
    document = _add(dossier, "a")
    _correct(dossier, document, published_at="2025-03-18", outlet="Courier")
    dossier.undo("A. Analyst")
    assert dossier.document(document.id) == document


def test_the_later_of_two_words_holds(dossier: Dossier) -> None:
    document = _add(dossier, "a")
    _correct(dossier, document, outlet="Courier")
    _correct(dossier, document, outlet="Gazette")
    assert dossier.document(document.id).outlet == "Gazette"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"language": "fr"}, "what was taken in"),
        ({"path": "x"}, "what was taken in"),
        ({"published_at": "tomorrow"}, "no day"),
        ({"modified_at": "2025-13-01"}, "no day"),
    ],
)
def test_what_is_not_an_analysts_to_say_is_refused(
    dossier: Dossier, changes: dict[str, object], words: str
) -> None:
    document = _add(dossier, "a")
    with pytest.raises(BadRequest, match=words):
        _correct(dossier, document, **changes)
    assert dossier.decisions() == []


def test_a_text_whose_day_changes_is_read_anew_and_no_other(dossier: Dossier) -> None:
    one, other = _add(dossier, "a"), _add(dossier, "b")
    for document in (one, other):
        digest = hashlib.sha256(document.text.encode()).hexdigest()
        dossier.put_report(
            Report(
                id=f"r{document.id}",
                document=document.id,
                reader=READER,
                gazetteer="g",
                text_sha256=digest,
            )
        )
    assert dossier.unread(READER, "g") == []
    _correct(dossier, one, published_at="2025-03-18")
    assert dossier.unread(READER, "g") == [one.id]


def test_taking_a_day_back_has_the_text_read_anew_and_a_note_does_not(dossier: Dossier) -> None:
    document = _add(dossier, "a")
    digest = hashlib.sha256(document.text.encode()).hexdigest()
    report = Report(id="r", document=document.id, reader=READER, gazetteer="g", text_sha256=digest)
    _correct(dossier, document, published_at="2025-03-18")
    dossier.put_report(report)
    dossier.decide(note(document, who="A. Analyst", decided_at=_next(), why="seen"))
    assert dossier.unread(READER, "g") == []
    dossier.undo("A. Analyst")
    assert dossier.unread(READER, "g") == []
    dossier.undo("A. Analyst")
    assert dossier.unread(READER, "g") == [document.id]
