"""correct, undo, log and the travels of decisions, as an analyst types them."""

import json
import shutil
from pathlib import Path

import pytest
from cli_texts import ARTICLES, write_texts

from dragoman.cli.app import run
from dragoman.dossier import Dossier, review, reviews_of, standing, threads_of
from dragoman.model import Contact, Decision, Person, ReviewState, Statement
from dragoman.pipeline.review import members_of

Capture = pytest.CaptureFixture[str]


def log(dossier: Path) -> list[Decision]:
    with Dossier.open(dossier) as opened:
        return opened.decisions()


def statements(dossier: Path) -> list[Statement]:
    with Dossier.open(dossier) as opened:
        return opened.entries(Statement)


def say(capsys: Capture, *words: str) -> str:
    """The words of a command that succeeds."""
    capsys.readouterr()
    code = run(list(words))
    out, err = capsys.readouterr()
    assert code == 0, err
    return out


def test_review_note_and_question_on_an_entry_and_on_each_other(
    talks: Path, capsys: Capture
) -> None:
    one = statements(talks)[0]
    say(capsys, "correct", one.id, "--review")
    assert "is this Vey?" not in say(capsys, "correct", one.id, "--ask", "is this Vey?")
    asked = log(talks)[-1]
    say(capsys, "correct", asked.id, "--note", "yes, by the caption", "--by", "Marn")
    found = log(talks)
    assert [decision.verb for decision in found] == ["review", "ask", "note"]
    with Dossier.open(talks) as dossier:
        assert reviews_of(found, dossier.entries(Statement))[one.id].state is ReviewState.REVIEWED
    (thread,) = threads_of(found)[one.id]
    assert (thread.words, thread.replies[0].words) == ("is this Vey?", "yes, by the caption")
    assert not thread.has_open()


def test_a_given_decision_is_undone_and_done_again(talks: Path, capsys: Capture) -> None:
    first, second = statements(talks)[:2]
    say(capsys, "correct", first.id, "act=deny")
    say(capsys, "correct", second.id, "--accept")
    change = log(talks)[0]
    assert f"took back: correct by A. Analyst of {change.decided_at}" in say(
        capsys, "undo", change.id, "--why", "no"
    )
    assert [one.verb for one in standing(log(talks))] == ["accept", "withdraw"]
    say(capsys, "undo", log(talks)[-1].id)
    assert "deny" in {one.act for one in statements(talks)}
    assert run(["undo", change.id + "0"]) == 1
    assert "no entry" in capsys.readouterr().err
    assert run(["undo", "--own", "--by", "Nobody"]) == 1
    assert "no decision left" in capsys.readouterr().err


def test_one_change_is_shown_for_all_alike_and_then_made(talks: Path, capsys: Capture) -> None:
    one, other = next(
        (one, other)
        for one in statements(talks)
        for other in statements(talks)
        if one.id < other.id and one.passages[0].document == other.passages[0].document
    )
    say(capsys, "correct", other.id, f"act={one.act}")
    words = ["correct", one.id, "act=assess", "--like", "document"]
    shown = say(capsys, *words, "--dry-run")
    assert f"{other.id}  act: " in shown
    assert "nothing was signed" in shown
    assert len(log(talks)) == 1
    say(capsys, *words, "--why", "all of them")
    acts = {one.id: one.act for one in statements(talks)}
    assert (acts[one.id], acts[other.id]) == ("assess", "assess")
    assert [decision.why for decision in log(talks)][1:] == ["all of them", "all of them"]


def test_members_leave_by_their_document(talks: Path, capsys: Capture) -> None:
    with Dossier.open(talks) as dossier:
        before = dossier.entries(Person)
        whole = next(one for one in before if len(members_of(one)) > 1)
    document = members_of(whole)[0].document
    say(capsys, "correct", whole.id, "--split", document)
    with Dossier.open(talks) as dossier:
        assert len(dossier.entries(Person)) == len(before) + 1
    assert run(["correct", whole.id, "--split", "nothing"]) == 1
    assert "is no document of person" in capsys.readouterr().err


def test_only_entries_that_are_joined_can_be_called_the_same(talks: Path, capsys: Capture) -> None:
    first, second = statements(talks)[:2]
    assert run(["correct", first.id, "--same", second.id]) == 1
    assert "a statement is never joined" in capsys.readouterr().err
    assert log(talks) == []


def test_a_digit_is_set_by_hand(talks: Path, capsys: Capture) -> None:
    with Dossier.open(talks) as dossier:
        contact = dossier.entries(Contact)[0]
    say(capsys, "correct", contact.id, "--digit", "4", "--why", "the host denies it")
    out = say(capsys, "export", "--kind", "corroboration")
    found = [json.loads(line) for line in out.splitlines()]
    (laid,) = [one for one in found if one["target"] == contact.id]
    assert laid["credibility"] == 4
    assert laid["computed"] in range(1, 7)
    assert laid["set_by"].startswith("set by A. Analyst, ")


def test_the_log_lists_who_when_what_and_why(talks: Path, capsys: Capture) -> None:
    one = statements(talks)[0]
    say(capsys, "correct", one.id, "act=deny", "--why", "she did", "--by", "Marn")
    say(capsys, "correct", one.id, "--review")
    change, seen = log(talks)
    say(capsys, "undo", change.id)
    lines = say(capsys, "log").splitlines()
    assert lines[0].startswith(f"{change.id}  {change.decided_at[:16]}  Marn  correct statement")
    assert lines[0].endswith("(she did)  [taken back]")
    assert f"withdraw decision {change.id}" in lines[2]
    rows = [json.loads(line) for line in say(capsys, "log", "--json").splitlines()]
    assert [(row["id"], row["stands"]) for row in rows[:2]] == [(change.id, False), (seen.id, True)]
    assert len(say(capsys, "log", "--by", "Marn").splitlines()) == 1
    assert len(say(capsys, "log", "--verb", "review").splitlines()) == 1
    assert len(say(capsys, "log", "--standing").splitlines()) == 2
    assert len(say(capsys, "log", "--on", one.id).splitlines()) == 3


def test_an_empty_log_says_what_to_do(talks: Path, capsys: Capture) -> None:
    assert run(["log"]) == 0
    assert "make one with `dragoman correct`" in capsys.readouterr().err


def test_decisions_travel_by_file(talks: Path, capsys: Capture, tmp_path: Path) -> None:
    other = Path(shutil.copy(talks, tmp_path / "other.dragoman"))
    one, two = statements(talks)[:2]
    say(capsys, "correct", one.id, "act=deny", "--why", "she did", "--by", "Marn")
    say(capsys, "correct", two.id, "--accept")
    say(capsys, "export", "--format", "decisions", "--out", "log.jsonl")
    importing = ["correct", "--import", "log.jsonl", "--dossier", str(other)]
    told = say(capsys, *importing, "--dry-run")
    assert "2 new, 0 known, 0 orphaned, 0 refused" in told
    assert log(other) == []
    say(capsys, *importing)
    assert log(other) == log(talks)
    assert [s.act for s in statements(other)] == [s.act for s in statements(talks)]
    assert "0 new, 2 known, 0 orphaned, 0 refused" in say(capsys, *importing)


def test_an_orphan_is_named_and_re_attached(
    talks: Path, capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = next(s for s in statements(talks) if "quota" in s.passages[0].exact)
    say(capsys, "correct", one.id, "act=deny", "--why", "she did")
    say(capsys, "export", "--format", "decisions", "--out", "log.jsonl")
    decision = log(talks)[0]
    texts = write_texts(tmp_path / "new", *ARTICLES)
    for file in texts.glob("*.txt"):
        file.write_text(file.read_text("utf-8") + "\nPrinted in Caldmere.\n", encoding="utf-8")
    there = str(tmp_path / "there.dragoman")
    say(capsys, "add", str(texts), "--dossier", there)
    say(capsys, "read", "--dossier", there)
    capsys.readouterr()
    assert run(["correct", "--import", "log.jsonl", "--dossier", there]) == 0
    out, err = capsys.readouterr()
    assert "0 new, 0 known, 1 orphaned" in out
    assert f"orphaned: decision {decision.id} (correct by A. Analyst): no document here" in err
    picked = err.split("it may have meant: ")[1].split()[0].rstrip(",")
    say(capsys, "correct", picked, "--reattach", decision.id, "--dossier", there)
    assert "deny" in {s.act for s in statements(Path(there))}
    assert [d.why for d in standing(log(Path(there))) if d.verb == "correct"] == ["she did"]


@pytest.mark.parametrize(
    "words",
    [
        ["--review"],
        ["ENTRY", "--review", "--accept", "--note", "x"],
        ["ENTRY"],
        ["DECISION", "--accept"],
    ],
)
def test_what_asks_for_nothing_or_two_things_is_no_use(
    talks: Path, capsys: Capture, words: list[str]
) -> None:
    one = statements(talks)[0]
    decision = review(one, who="Tov")
    with Dossier.open(talks) as dossier:
        dossier.decide(decision)
    ids = {"ENTRY": one.id, "DECISION": decision.id}
    assert run(["correct", *(ids.get(word, word) for word in words)]) == 2
    assert log(talks) == [decision]
