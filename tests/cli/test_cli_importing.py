"""import: a dossier out of records, all of it or nothing."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from dragoman.cli.app import dragoman, run
from dragoman.dossier import Dossier
from dragoman.model import Contact, Statement

PAGE = """<html><head><title>Ferry to Sundholm halted</title>
<meta property="article:published_time" content="2025-06-11T08:00:00Z"></head>
<body><article><h1>Ferry to Sundholm halted</h1><p>Velland halted the ferry to Sundholm on
10 June 2025. Ilse Marn said that Velland would not reopen the line before the talks, which had
been planned in Sundholm, were held. Tomas Vey said that Ormark regretted the decision.</p>
<p>Both sides said that they would speak again about the ferry, the quota and the boats.</p>
</article></body></html>"""


def done(*words: str) -> None:
    assert run(list(words)) == 0


def told(*words: str) -> str:
    """What a refused command says."""
    result = CliRunner().invoke(dragoman, list(words))
    assert result.exit_code != 0
    return str(result.exception) if result.exception and not result.output else result.output


def exported(dossier: str, name: str, *options: str) -> bytes:
    done("export", "--dossier", dossier, "--out", name, *options)
    return Path(name).read_bytes()


@pytest.fixture
def worked_on(talks: Path) -> Path:
    """The dossier with a page, a file that was skipped, and decisions of many kinds."""
    Path("page.html").write_text(PAGE, encoding="utf-8")
    Path("broken.pdf").write_bytes(b"%PDF-1.4 nothing")
    Path("mark.txt").write_bytes(b"\xef\xbb\xbfTomas Vey said that Ormark would wait.\n")
    run(["add", "page.html", "broken.pdf", "mark.txt"])
    done("read")
    with Dossier.open(talks) as dossier:
        contact = dossier.entries(Contact)[0].id
        heads = dossier.document_heads()
        undated = next(head for head in heads if head.published_at is None)
        gone = next(head for head in heads if (head.path or "").endswith("d.txt"))
        said = dossier.entries(Statement)
        inside = next(one.id for one in said if one.passages[0].document == gone.id)
        # Ids hang on where the files lie: the statement that is to leave must be none of these.
        kept = [one.id for one in said if one.passages[0].document != gone.id]
        first, second, third = kept[:3]
    done("correct", first, "act=deny", "--why", "=SUM(A1) it says so")
    done("correct", second, "--note", "was that \u201cso\u201d? \U0001f409")
    done("correct", third, "--reject", "--why", "a scare quote")
    done("correct", inside, "--note", "who heard it?")
    done("correct", contact, "status=cancelled")
    done("correct", undated.id, "published_at=2025-06-15", "outlet=Gazette")
    done("mark", "TLP:AMBER", contact)
    done("mark", "TLP:GREEN", "--dossier-wide")
    done("undo")
    done("remove", gone.id, "--why", "not ours")
    return talks


def test_export_import_export_is_the_same_to_the_byte(worked_on: Path) -> None:
    before = exported("dossier.dragoman", "a.jsonl")
    done("import", "a.jsonl", "--dossier", "new.dragoman")
    assert exported("new.dragoman", "b.jsonl") == before
    kinds = {json.loads(line)["kind"] for line in before.splitlines()}
    assert {"settings", "skip", "taken in", "decision", "handling", "statement"} <= kinds
    done("check", "--dossier", "new.dragoman")


def test_bytes_come_along_when_they_are_asked_for(worked_on: Path) -> None:
    before = exported("dossier.dragoman", "a.jsonl", "--with-bytes")
    lines = [json.loads(line) for line in before.splitlines()]
    (page,) = (one["document"] for one in lines if one["kind"] == "bytes")
    done("import", "a.jsonl", "--dossier", "new.dragoman")
    assert exported("new.dragoman", "b.jsonl", "--with-bytes") == before
    with Dossier.open("dossier.dragoman") as old, Dossier.open("new.dragoman") as new:
        assert new.raw(page) == old.raw(page) == PAGE.encode()
        assert all(new.raw(head.id) == old.raw(head.id) for head in old.document_heads())


def test_a_page_without_its_bytes_is_its_text(
    worked_on: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    exported("dossier.dragoman", "a.jsonl")
    done("import", "a.jsonl", "--dossier", "new.dragoman")
    assert "1 documents came as their text alone" in capsys.readouterr().err
    with Dossier.open("new.dragoman") as new:
        assert sum(new.raw(head.id) == b"" for head in new.document_heads()) == 1
        assert new.check() == []


def test_parquet_comes_back_table_for_table(worked_on: Path) -> None:
    done("export", "--format", "parquet", "--out", "a", "--with-bytes")
    done("import", "a", "--dossier", "new.dragoman")
    done("export", "--dossier", "new.dragoman", "--format", "parquet", "--out", "b", "--with-bytes")
    names = sorted(path.name for path in Path("a").iterdir())
    assert "carried.parquet" in names
    assert sorted(path.name for path in Path("b").iterdir()) == names
    for name in names:
        assert (Path("a") / name).read_bytes() == (Path("b") / name).read_bytes(), name


def test_what_was_imported_is_current_and_can_be_computed_anew(worked_on: Path) -> None:
    before = exported("dossier.dragoman", "a.jsonl")
    done("import", "a.jsonl", "--dossier", "new.dragoman")
    with Dossier.open("new.dragoman") as new:
        assert new.is_current()
    done("rebuild", "--dossier", "new.dragoman")
    assert exported("new.dragoman", "b.jsonl") == before


def test_an_excerpt_keeps_its_mark(worked_on: Path) -> None:
    share = ("--share-as", "TLP:AMBER", "--unmarked-as", "TLP:GREEN")
    before = exported("dossier.dragoman", "a.jsonl", *share)
    done("import", "a.jsonl", "--dossier", "new.dragoman")
    after = [json.loads(line) for line in exported("new.dragoman", "b.jsonl").splitlines()]
    assert after[0]["mark"] == "TLP:AMBER"
    old = [json.loads(line) for line in before.splitlines()]
    signed = [one for one in after if one["kind"] == "decision"][-1]
    assert (signed["verb"], signed["after"]) == ("handle", '"TLP:AMBER"')
    along = {"taken in", "skip", "settings"}
    assert [one for one in after[1:] if one != signed and one["kind"] not in along] == old[1:]
    shared = exported(
        "new.dragoman", "c.jsonl", "--share-as", "TLP:GREEN", "--unmarked-as", "TLP:GREEN"
    )
    assert [json.loads(line)["kind"] for line in shared.splitlines()] == ["handling"]


def test_nothing_of_the_bytes_goes_out_with_what_is_shared(worked_on: Path) -> None:
    share = ("--share-as", "TLP:AMBER", "--unmarked-as", "TLP:GREEN")
    assert "--with-bytes" in told("export", "--with-bytes", *share)
    kinds = {
        json.loads(line)["kind"]
        for line in exported("dossier.dragoman", "a.jsonl", *share).splitlines()
    }
    assert not kinds & {"bytes", "settings", "skip", "taken in"}


def test_a_purge_leaves_its_tombstone(talks: Path) -> None:
    with Dossier.open(talks) as dossier:
        gone = dossier.document_heads()[0]
        passage = next(s for s in dossier.entries(Statement) if s.passages[0].document == gone.id)
    done("correct", passage.id, "act=deny")
    done("remove", gone.id, "--purge", "--yes")
    before = exported("dossier.dragoman", "a.jsonl")
    done("import", "a.jsonl", "--dossier", "new.dragoman")
    assert exported("new.dragoman", "b.jsonl") == before
    done("check", "--dossier", "new.dragoman")
    assert run(["add", gone.path or "", "--dossier", "new.dragoman"]) == 0
    with Dossier.open("new.dragoman") as new:
        assert gone.id not in {head.id for head in new.document_heads()}


Change = Callable[[list[dict[str, object]]], list[dict[str, object]]]


def _first(lines: list[dict[str, object]], kind: str) -> dict[str, object]:
    return next(line for line in lines if line["kind"] == kind)


def _edited(of: str, **fields: object) -> Change:
    def change(lines: list[dict[str, object]]) -> list[dict[str, object]]:
        _first(lines, of).update(fields)
        return lines

    return change


def _twice(lines: list[dict[str, object]]) -> list[dict[str, object]]:
    return [lines[0], *lines]


def _entry_twice(lines: list[dict[str, object]]) -> list[dict[str, object]]:
    at = lines.index(_first(lines, "statement"))
    return [*lines[:at], lines[at], *lines[at:]]


def _entry_again(lines: list[dict[str, object]]) -> list[dict[str, object]]:
    return [*lines, _first(lines, "statement")]


def _without_documents(lines: list[dict[str, object]]) -> list[dict[str, object]]:
    return [line for line in lines if line["kind"] != "document"]


def _moved(lines: list[dict[str, object]]) -> list[dict[str, object]]:
    passage = _first(lines, "statement")["passages"][0]  # type: ignore[index]
    passage["start"], passage["end"] = passage["start"] + 1, passage["end"] + 1
    return lines


FORGED: list[tuple[str, Change, str]] = [
    ("unknown kind", _edited("party", kind="partyy"), "no record of kind 'partyy'"),
    ("unknown field", _edited("party", surprise=1), "has no field 'surprise'"),
    ("wrong type", _edited("party", names="Velland"), "expected `array`, got `str`"),
    ("wrong act", _edited("statement", act="mumble"), "invalid enum value 'mumble'"),
    ("another text", _edited("document", text="Other words."), "does not read"),
    ("another address", _edited("document", path="b/a.txt", url=None), "does not have the id"),
    ("another hash", _edited("document", sha256="0" * 64), "does not have the id"),
    ("a document twice", _twice, "stands in it twice"),
    ("an entry twice", _entry_twice, "stands in it twice"),
    ("an entry again", _entry_again, "used twice"),
    ("no documents", _without_documents, "which does not come before it"),
    ("a moved passage", _moved, "does not read"),
    ("a report", _edited("party", kind="report"), "no record of a dossier"),
    ("settings", _edited("settings", toml="name = 'other'"), "hash that is their id"),
]


@pytest.mark.parametrize(("change", "message"), [f[1:] for f in FORGED], ids=[f[0] for f in FORGED])
def test_what_was_changed_on_the_way_is_refused_and_nothing_is_left(
    talks: Path, change: Change, message: str
) -> None:
    lines = [json.loads(line) for line in exported("dossier.dragoman", "a.jsonl").splitlines()]
    Path("a.jsonl").write_text("".join(f"{json.dumps(one)}\n" for one in change(lines)))
    said = told("import", "a.jsonl", "--dossier", "new.dragoman")
    assert message in said
    assert "line " in said
    assert not list(Path().glob("new.dragoman*"))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "is unknown"),
        ("\n\n", "is unknown"),
        ('{"kind": "party"', "line 1: "),
        ('{"kind": "party", "id": ' + "[" * 5000, "line 1: "),
        ('{"kind": "handling"}', "line 1: "),
        ('{"kind": "handling", "mark": "TLP:PINK"}', "line 1: "),
        ('{"kind": "bytes", "document": "d", "raw": "AAAA"}', "does not stand before it"),
        ('{"kind": "bytes", "document": "d", "raw": "?"}', "line 1: "),
        ("kind,id\nparty,VEL\n", "is unknown"),
        ("SQLite format 3\0", "is a dossier; copy it"),
    ],
)
def test_what_is_no_record_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.jsonl").write_text(text, encoding="utf-8")
    assert message in told("import", "a.jsonl", "--dossier", "new.dragoman")
    assert not list(Path().glob("new.dragoman*"))


def test_a_dossier_that_holds_something_is_left_as_it_is(talks: Path) -> None:
    before = exported("dossier.dragoman", "a.jsonl")
    assert "is not empty" in told("import", "a.jsonl", "--dossier", "dossier.dragoman")
    assert exported("dossier.dragoman", "b.jsonl") == before


def test_an_empty_dossier_is_filled(talks: Path) -> None:
    before = exported("dossier.dragoman", "a.jsonl")
    done("init", "--dossier", "new.dragoman")
    done("import", "a.jsonl", "--dossier", "new.dragoman")
    assert exported("new.dragoman", "b.jsonl") == before


def test_a_narrowed_export_has_nothing_that_goes_along(talks: Path) -> None:
    lines = exported("dossier.dragoman", "a.jsonl", "--kind", "document").splitlines()
    assert {json.loads(line)["kind"] for line in lines} == {"document"}


def test_parquet_wants_a_folder_of_its_own(talks: Path) -> None:
    Path("a").mkdir()
    (Path("a") / "old.parquet").write_text("old")
    assert "holds other files" in told("export", "--format", "parquet", "--out", "a")


def _folders() -> Iterator[tuple[str, str, bytes, str]]:
    yield "no parquet", "a/statements.parquet", b"PAR1 nothing", "cannot be read as Parquet"
    yield "another file", "a/notes.txt", b"words", "holds no Parquet files"
    yield "an archive", "a/documents/month=2025-03/0.parquet", b"PAR1", "looks like an archive"


@pytest.mark.parametrize(
    ("name", "content", "message"), [f[1:] for f in _folders()], ids=[f[0] for f in _folders()]
)
def test_a_folder_that_is_no_export_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, content: bytes, message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path(name).parent.mkdir(parents=True)
    Path(name).write_bytes(content)
    assert message in told("import", "a", "--dossier", "new.dragoman")
    assert not list(Path().glob("new.dragoman*"))
