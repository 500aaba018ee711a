"""Decisions from one dossier to another: who, when and why stay; nothing is attached by guess."""

import json
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from review_talks import BY_RULES, TEXTS, read_talks, write_talks

from dragoman.dossier import (
    Dossier,
    acceptance,
    correction,
    handling,
    note,
    question,
    rejection,
    review,
    standing,
)
from dragoman.errors import BadRequest
from dragoman.model import Decision, Document, Statement, Verb, encode
from dragoman.pipeline import contents_of, go_on, rebuild
from dragoman.pipeline.correcting import add_at
from dragoman.pipeline.review import (
    Fate,
    decision_lines,
    import_decisions,
    members_of,
    merge,
    orphans_of,
    reattach,
    split,
)


def fates(dossier: Dossier, lines: list[str], **options: bool) -> list[Fate]:
    return [one.fate for one in import_decisions(dossier, lines, **options)]


def worked_on(dossier: Dossier) -> list[str]:
    """Decide on this and that; the log."""
    contents = contents_of(dossier)
    one, two, three = contents.statements[:3]
    contact = next(c for c in contents.contacts if len(members_of(c)) > 1)
    asked = question(one, who="Tov", why="who is «Marn»?")
    change = correction(two, {"act": "deny"}, who="Ilse Marn", why="she did")
    dossier.decide_all(
        [
            asked,
            note(asked, who="Ilse Marn", why="the envoy"),
            change,
            acceptance(three, who="Tov"),
            handling(contents.documents[0], "TLP:AMBER", who="Tov"),
            rejection(contents.deeds[0], who="Tov"),
            split(contact, [members_of(contact)[0].id], who="Tov"),
            *merge(contents.persons[:2], who="Tov"),
        ]
    )
    document = contents.documents[0]
    add_at(dossier, "place", document.id, 0, 9, {"names": ["A place"]}, who="Tov")
    back = dossier.withdraw(change.id, "Tov", why="no")
    dossier.withdraw(back.id, "Tov")
    go_on(dossier, choice=BY_RULES)
    return list(decision_lines(dossier))


@pytest.fixture
def other(tmp_path: Path) -> Dossier:
    """A dossier of the same texts under the same addresses, read on its own."""
    return Dossier.open(read_talks(tmp_path / "other.dragoman", write_talks(tmp_path / "texts")))


def test_a_log_makes_the_same_dossier_of_the_same_texts(talks: Dossier, other: Dossier) -> None:
    lines = worked_on(talks)
    assert set(fates(other, lines)) == {Fate.NEW}
    assert other.decisions() == talks.decisions()
    go_on(other, choice=BY_RULES)
    assert evolve(contents_of(other), documents=()) == evolve(contents_of(talks), documents=())
    assert orphans_of(contents_of(other)) == ()
    assert list(decision_lines(other)) == lines
    assert other.check() == []


def test_the_same_log_twice_changes_nothing(talks: Dossier, other: Dossier) -> None:
    lines = worked_on(talks)
    import_decisions(other, lines)
    before = other.decisions()
    assert set(fates(other, lines)) == {Fate.KNOWN}
    assert set(fates(talks, lines)) == {Fate.KNOWN}
    assert other.decisions() == before


def test_a_dry_run_tells_the_same_and_takes_nothing_in(talks: Dossier, other: Dossier) -> None:
    lines = worked_on(talks)
    told = fates(other, lines, is_dry_run=True)
    assert other.decisions() == []
    assert told == fates(other, lines)


def test_decisions_follow_a_document_to_another_address(tmp_path: Path) -> None:
    folders = [write_talks(tmp_path / name, has_urls=False) for name in ("here", "there")]
    paths = [read_talks(tmp_path / f"{one.name}.dragoman", one) for one in folders]
    with Dossier.open(paths[0]) as here, Dossier.open(paths[1]) as there:
        lines = worked_on(here)
        ids = [{head.id for head in dossier.document_heads()} for dossier in (here, there)]
        assert ids[0].isdisjoint(ids[1])
        assert set(fates(there, lines)) == {Fate.NEW}
        signed = [[(d.id, d.who, d.why) for d in one.decisions()] for one in (here, there)]
        assert signed[0] == signed[1]
        log = b"".join(encode(decision) for decision in there.decisions()).decode()
        assert not [one for one in ids[0] if one in log]
        assert go_on(there, choice=BY_RULES).orphans == ()
        assert orphans_of(contents_of(there)) == ()
        assert there.check() == []
        for noun in ("statement", "contact", "person", "deed", "place"):
            assert len(here.entries(noun)) == len(there.entries(noun)), noun
        acts = [sorted(s.act for s in one.entries(Statement)) for one in (here, there)]
        assert acts[0] == acts[1]


def test_words_that_are_not_here_are_kept_and_reported_never_attached(
    talks: Dossier, tmp_path: Path
) -> None:
    lines = worked_on(talks)
    day, text = TEXTS["courier"]
    changed = {**TEXTS, "courier": (day, f"Corrected. {text}")}
    place = read_talks(tmp_path / "r.dragoman", write_talks(tmp_path / "texts", changed))
    with Dossier.open(place) as there:
        before = _acts(there)
        courier = next(one.id for one in talks.document_heads() if one.outlet == "courier")
        arrivals = import_decisions(there, lines)
        lost = [one for one in arrivals if one.fate is Fate.ORPHANED]
        assert lost
        assert all(courier in one.why for one in lost if "no document" in one.why)
        assert len(there.decisions()) == len(arrivals)
        go_on(there, choice=BY_RULES)
        assert _acts(there) == before
        told = {one.decision.id for one in orphans_of(contents_of(there))}
        stands = {one.id for one in standing(there.decisions())}
        assert {one.decision.id for one in lost} & stands <= told
        assert there.check() == []
        assert set(fates(there, lines)) == {Fate.KNOWN}


def _acts(dossier: Dossier) -> list[str]:
    """The acts of the statements in the paper whose text differs."""
    place = _id(dossier, "courier")
    return [s.act for s in dossier.entries(Statement) if s.passages[0].document == place]


def _id(dossier: Dossier, outlet: str) -> str:
    return next(one.id for one in dossier.document_heads() if one.outlet == outlet)


def test_an_orphan_that_arrived_shows_entries_on_the_same_words_to_pick(
    talks: Dossier, tmp_path: Path
) -> None:
    statement = next(
        one
        for one in contents_of(talks).statements
        if one.passages[0].document == _id(talks, "courier")
    )
    talks.decide(correction(statement, {"act": "deny"}, who="Marn", why="she did"))
    day, text = TEXTS["courier"]
    changed = {**TEXTS, "courier": (day, f"Corrected. {text}")}
    place = read_talks(tmp_path / "r.dragoman", write_talks(tmp_path / "texts", changed))
    with Dossier.open(place) as there:
        (arrival,) = import_decisions(there, decision_lines(talks))
        picked = arrival.candidates[0]
        assert picked.passages[0].exact == statement.passages[0].exact
        (orphan,) = orphans_of(contents_of(there, may_lag=True))
        assert picked in orphan.candidates
        reattach(there, orphan.decision, picked, who="Tov")
        assert go_on(there, choice=BY_RULES).orphans == ()
        assert "deny" in {one.act for one in there.entries(Statement)}


def test_a_document_of_the_same_id_with_another_text_is_another(
    talks: Dossier, other: Dossier
) -> None:
    lines = worked_on(talks)
    forged = [
        json.dumps({**json.loads(line), "text_sha256": "0" * 64})
        if json.loads(line)["kind"] == "document of the log"
        else line
        for line in lines
    ]
    assert Fate.NEW in fates(other, lines, is_dry_run=True)
    arrivals = import_decisions(other, forged)
    stands_in = [one for one in arrivals if one.decision.target.passages]
    assert {one.fate for one in stands_in if one.decision.verb != "withdraw"} == {Fate.ORPHANED}


def test_removals_do_not_travel(talks: Dossier, other: Dossier) -> None:
    document = talks.document_heads()[0].id
    talks.decide(note(talks.document(document), who="Tov", why="hm"))
    removal = talks.remove_document(document, "Tov", "secret", purge=True)
    talks.withdraw(removal.id, "Tov")
    found = {one.decision.verb: one for one in import_decisions(other, decision_lines(talks))}
    assert found[Verb.REMOVE].fate is Fate.REFUSED
    assert found[Verb.WITHDRAW].fate is Fate.REFUSED
    assert "is not here" in found[Verb.WITHDRAW].why
    assert other.document(document).text


def test_a_prediction_stays_one_on_its_travels(talks: Dossier, other: Dossier) -> None:
    statement = contents_of(talks).statements[0]
    predicted = evolve(correction(statement, {"act": "deny"}, who="Tov"), program="coder 2.0")
    talks.decide(predicted)
    import_decisions(other, decision_lines(talks))
    assert other.decisions() == [predicted]


def test_a_decision_that_comes_before_its_cause_in_the_file_is_taken_in_after(
    talks: Dossier, other: Dossier
) -> None:
    lines = worked_on(talks)
    heads = [line for line in lines if '"kind":"decision"' not in line]
    backwards = heads + [line for line in reversed(lines) if line not in heads]
    assert set(fates(other, backwards)) == {Fate.NEW}


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        ([], "the file is empty"),
        (["{"], "line 1 is no JSON"),
        (['{"kind":"statement"}'], "is no log of decisions"),
        (['{"kind":"decision log","format":9}'], "has format 9"),
        (['{"kind":"decision log","format":1}', '{"kind":"x"}'], "line 2 is a 'x'"),
        (['{"kind":"decision log","format":1}', '{"kind":"decision"}'], "line 2 cannot be read"),
    ],
)
def test_what_is_no_log_is_refused_whole(talks: Dossier, lines: list[str], why: str) -> None:
    with pytest.raises(BadRequest, match=why):
        import_decisions(talks, lines)


def test_what_cannot_be_used_is_refused_and_the_rest_taken_in(
    talks: Dossier, other: Dossier
) -> None:
    good = review(contents_of(talks).statements[0], who="Tov")
    talks.decide(good)
    (head, place, line) = decision_lines(talks)
    bad = json.dumps({**json.loads(line), "id": "bad", "who": " "})
    arrivals = import_decisions(other, [head, place, bad, line])
    assert sorted(one.fate for one in arrivals) == [Fate.NEW, Fate.REFUSED]
    assert other.decisions() == [good]
    thief = json.dumps({**json.loads(line), "who": "Somebody Else"})
    (arrival,) = import_decisions(other, [head, place, thief])
    assert arrival.fate is Fate.REFUSED


WORDS = st.text(min_size=1, max_size=20).filter(lambda text: text.strip() != "")
ACTS = st.sampled_from(["review", "accept", "note", "ask", "deny", "promise", "withdraw", "reply"])
SUPPRESS = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


@settings(max_examples=12, deadline=None, suppress_health_check=SUPPRESS)
@given(st.lists(st.tuples(ACTS, WORDS, WORDS, st.integers(0, 99)), max_size=12))
def test_any_log_comes_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, acts: list[tuple[str, str, str, int]]
) -> None:
    place = tmp_path_factory.mktemp("log")
    with Dossier.create(place / "a") as first, Dossier.create(place / "b") as second:
        for dossier in (first, second):
            for document, raw in DOCUMENTS:
                dossier.add_document(document, raw)
        for act, who, why, number in acts:
            _act(first, act, who, why, number)
        log = first.decisions()
        lines = [json.loads(line) for line in decision_lines(first)]
        assert set(fates(second, [json.dumps(one) for one in lines])) <= {Fate.NEW, Fate.ORPHANED}
        assert second.decisions() == log
        assert standing(second.decisions()) == standing(log)
        assert list(decision_lines(second)) == list(decision_lines(first))
        assert second.check() == []


def _documents() -> list[tuple[Document, bytes]]:
    import hashlib

    from dragoman.model import document_id

    made = []
    for number in range(3):
        raw = f"Ormark will halve quota {number}. Velland 🐟 will not.".encode()
        sha256 = hashlib.sha256(raw).hexdigest()
        id_ = document_id(sha256, str(number))
        made.append((Document(id=id_, path=str(number), sha256=sha256, text=raw.decode()), raw))
    return made


DOCUMENTS = _documents()


def _act(dossier: Dossier, act: str, who: str, why: str, number: int) -> None:
    from dragoman.model import Act, cut

    document = DOCUMENTS[number % 3][0]
    start = number % 20
    passage = cut(document.text, start, start + 12, document=document.id, role="content")
    entry = Statement(id=f"s{start}", passages=(passage,), act=Act.ASSERT)
    log: list[Decision] = dossier.decisions()
    try:
        match act:
            case "review":
                dossier.decide(review(entry, who=who, why=why))
            case "accept":
                dossier.decide(acceptance(entry, who=who, why=why))
            case "note" | "ask":
                dossier.decide((note if act == "note" else question)(entry, who=who, why=why))
            case "reply" if log:
                dossier.decide(note(log[number % len(log)], who=who, why=why))
            case "withdraw" if log:
                dossier.withdraw(log[number % len(log)].id, who, why=why)
            case "deny" | "promise":
                dossier.decide(correction(entry, {"act": act}, who=who, why=why))
    except BadRequest:
        pass  # taken back already, or half a character


def test_a_dossier_read_anew_keeps_what_was_taken_in(talks: Dossier, other: Dossier) -> None:
    import_decisions(other, worked_on(talks))
    go_on(other, choice=BY_RULES)
    before = contents_of(other)
    rebuild(other, choice=BY_RULES, is_reread=True)
    assert contents_of(other) == before
