"""ask: questions in fields and in words, answered with entries and sentences."""

import json
from pathlib import Path

import pytest

from dragoman.cli.app import run

Capture = pytest.CaptureFixture[str]


def asked(capsys: Capture, *words: str) -> str:
    capsys.readouterr()
    assert run(["ask", *words]) == 0
    return capsys.readouterr().out


def found(capsys: Capture, *words: str) -> list[dict[str, object]]:
    capsys.readouterr()
    assert run(["ask", *words, "--json"]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def understood(capsys: Capture, *words: str) -> str:
    return asked(capsys, *words).splitlines()[0].removeprefix("understood: ")


@pytest.mark.parametrize(
    ("question", "fields"),
    [
        ("what has ORM said on the cod quota since May", "who:ORM issue:cod-quota kind:statement"),
        ("what does Velland demand", "who:VEL act:demand"),
        ("what does Envoy Marn demand", 'who:"Ilse Marn" act:demand'),
        ("when did Ilse Marn last talk", 'who:"Ilse Marn" kind:contact last'),
        ("did Velland agree to leave", 'who:VEL kind:commitment "leave"'),
        ("what is contested about the quota", "issue:cod-quota mark:contested"),
        ("what was planned", "is:planned"),
        ("what has Vey refused", 'who:"Tomas Vey" act:reject'),
        ("what did Marn threaten before 2025-06-30", "until:2025-06-30"),
        ("what did Velland say about the talks", 'kind:statement "talks"'),
    ],
)
def test_a_question_in_words_is_told_in_fields(
    talks: Path, capsys: Capture, question: str, fields: str
) -> None:
    assert fields in understood(capsys, question)


def test_a_time_without_a_year_is_the_latest_one(talks: Path, capsys: Capture) -> None:
    assert "since:2025-05-01" in understood(capsys, "what has ORM said since May")
    within = understood(capsys, "what did Velland say in June 2025")
    assert "since:2025-06-01 until:2025-06-30" in within


def test_a_question_as_understood_means_the_same(talks: Path, capsys: Capture) -> None:
    first = found(capsys, "what does Ilse Marn demand of Ormark since May")
    assert found(capsys, str(first[0]["answers"])) == first


def test_an_answer_is_an_entry_with_its_sentence(talks: Path, capsys: Capture) -> None:
    entries = found(capsys, "who:Marn", "act:demand")
    assert entries
    for entry in entries:
        assert entry["kind"] == "statement"
        assert entry["act"] == "demand"
        assert any("withdraw its patrol boats" in s["sentence"] for s in entry["sentences"])  # type: ignore[attr-defined]
    shown = asked(capsys, "who:Marn", "act:demand")
    assert f"[statement {entries[0]['id']}]" in shown
    assert "4 June 2025" in shown


def test_fields_narrow_each_other(talks: Path, capsys: Capture) -> None:
    everything = found(capsys, "kind:statement", "--limit", "100")
    own = found(capsys, "kind:statement", "who:VEL", "--limit", "100")
    rest = found(capsys, "kind:statement", "-who:VEL", "--limit", "100")
    assert own
    assert rest
    assert len(own) + len(rest) == len(everything)


def test_the_time_of_a_statement_is_looked_at(talks: Path, capsys: Capture) -> None:
    late = found(capsys, "kind:statement", "since:2025-06-15", "--limit", "100")
    assert late
    assert all(str(entry["day"]) >= "2025-06-15" for entry in late)
    early = found(capsys, "kind:statement", "until:2025-05", "--limit", "100")
    assert not {e["id"] for e in late} & {e["id"] for e in early}


def test_outlets_and_issues_are_fields(talks: Path, capsys: Capture) -> None:
    gazette = found(capsys, 'outlet:"Castle Quay Gazette"', "issue:resources")
    assert gazette
    assert all("Castle Quay Gazette" in s["label"] for e in gazette for s in e["sentences"])  # type: ignore[attr-defined]


def test_exact_phrases_and_words_that_are_ruled_out(talks: Path, capsys: Capture) -> None:
    assert "patrol boats" in asked(capsys, '"patrol boats"')
    assert "nothing found" in asked(capsys, '"boats patrol"')
    shown = asked(capsys, '"patrol boats"', "-withdraw")
    assert "withdraw its" not in shown
    assert "over the patrol boats" in shown


def test_a_word_is_found_in_its_other_forms(talks: Path, capsys: Capture) -> None:
    assert "remark about lighthouses" in asked(capsys, "lighthouse")


def test_a_misspelt_name_is_taken_and_said(talks: Path, capsys: Capture) -> None:
    shown = asked(capsys, "who:Marm act:threaten")
    assert "took 'Marm' for Ilse Marn" in shown
    assert "threatened" in shown


def test_words_of_no_field_are_looked_for_in_the_texts(talks: Path, capsys: Capture) -> None:
    shown = asked(capsys, "lighthouses remark")
    assert "looking for these words in the texts" in shown
    assert "lighthouses was his own" in shown


def test_what_had_no_match_is_named(talks: Path, capsys: Capture) -> None:
    assert "no match for: “zeppelin”" in asked(capsys, "who:Marn zeppelin")
    apart = asked(capsys, "who:Vey act:threaten")
    assert 'without who:"Tomas Vey" there would be' in apart


@pytest.mark.parametrize(
    ("question", "hint"),
    [
        ("whoo:Marn", "did you mean who:?"),
        ("who:Zzyzx", "nearest:"),
        ("act:shout", "it is one of assert, deny, demand"),
        ("since:tomorrow", "write since:2025-05-12"),
        ("issue:", "issue: has no value"),
        ("is:purple", "overdue"),
    ],
)
def test_an_unknown_field_or_value_is_a_usage_error(
    talks: Path, capsys: Capture, question: str, hint: str
) -> None:
    capsys.readouterr()
    assert run(["ask", question]) == 2
    assert hint in capsys.readouterr().err


@pytest.mark.parametrize(
    "question", ["?", '"', "-", "a:b:c" * 50, "\x00", "NEAR( OR", "who:Marn *"]
)
def test_no_question_breaks_it(talks: Path, capsys: Capture, question: str) -> None:
    assert run(["ask", question]) in (0, 2)
    assert "fault in the program" not in capsys.readouterr().err


def test_later_words_are_not_found_on_an_earlier_day(talks: Path, capsys: Capture) -> None:
    assert "threatened" in asked(capsys, "leave the talks")
    assert "nothing found" in asked(capsys, "leave the talks", "--as-of", "2025-06-10")
    assert "sign a text" in asked(capsys, '"sign a text"', "--as-of", "2025-06-10")


def test_only_what_is_new_is_asked_for(talks: Path, capsys: Capture) -> None:
    late = found(capsys, "kind:statement", "--since", "2025-06-06")
    assert late
    assert {entry["new"] for entry in late} == {"first told since"}


def test_a_purged_document_is_not_found(talks: Path, capsys: Capture) -> None:
    assert "lighthouses" in asked(capsys, "lighthouses")
    (document,) = [
        json.loads(line)
        for line in _lines(capsys, "export", "--kind", "document")
        if "lighthouses" in line
    ]
    assert run(["remove", document["id"], "--purge", "--yes", "--reader", "rules"]) == 0
    assert "nothing found" in asked(capsys, "lighthouses")
    assert b"lighthous" not in talks.read_bytes()


def _lines(capsys: Capture, *arguments: str) -> list[str]:
    capsys.readouterr()
    assert run(list(arguments)) == 0
    return capsys.readouterr().out.splitlines()
