"""Explaining: each entry of one text with its words, its rules and its scores."""

from dragoman.briefing import explain
from dragoman.model import (
    Act,
    Channel,
    Condition,
    Contact,
    ContactStatus,
    Deed,
    Document,
    Finding,
    Measure,
    Mention,
    Named,
    Negotiation,
    Participant,
    Party,
    Passage,
    Person,
    Reader,
    Relation,
    Report,
    Statement,
    cut,
)

TEXT = "Marn said Velland would lift the ban only if Ormark paid. They met and Ormark struck."
DOCUMENT = Document(id="d1", text=TEXT, title="Talks", published_at="2025-03-20")


def passage(words: str, role: str = "") -> Passage:
    start = TEXT.index(words)
    return cut(TEXT, start, start + len(words), document="d1", role=role)


LIFT = Measure(agent="VEL", action="lift", passage=passage("lift the ban", "measure"))
PAY = Measure(agent="ORM", action="pay", passage=passage("Ormark paid", "measure"))
STATEMENT = Statement(
    id="s1",
    passages=(passage("Velland would lift the ban", "content"), passage("said", "cue")),
    act=Act.PROMISE,
    speakers=(Named(id="p1", name="Ilse Marn", party="VEL"),),
    issues=("trade",),
    measures=(LIFT,),
    conditions=(
        Condition(
            relation=Relation.ONLY_IF,
            measure=LIFT,
            on=PAY,
            set_by="VEL",
            passage=passage("only if Ormark paid", "condition"),
        ),
    ),
    because=("cue say+that", "act: own future", "condition only if: “only if”"),
    score=0.8,
)
CONTACT = Contact(
    id="c1",
    passages=(passage("met", "mention"),),
    channel=Channel.MEETING,
    status=ContactStatus.HELD,
    participants=(Participant(id="VEL", name="Velland", party="VEL"),),
    because=("meet",),
)
DEED = Deed(
    id="e1",
    passages=(passage("Ormark struck", "measure"),),
    plover_type="ASSAULT",
    actor=Named(id="ORM", name="Ormark", party="ORM"),
    because=("strike",),
)
FAULT = Finding(
    id="f1",
    passages=(passage("Ormark paid"),),
    finding_kind="garbled condition",
    why="it hangs on itself",
    suggestion="look at the text",
)
REPORT = Report(
    id="r1",
    document="d1",
    text_sha256="",
    gazetteer="",
    reader=Reader(name="rules", version="3"),
    parties=(Party(id="VEL", names=("Velland",)), Party(id="ORM", names=("Ormark",))),
    persons=(Person(id="p1", names=("Ilse Marn",), party="VEL", office="envoy"),),
    mentions=(
        Mention(
            id="m1", passages=(passage("Marn"),), noun="person", refers_to="p1",
            how="short form", score=0.95,
        ),
        Mention(id="m2", passages=(passage("They"),), noun="unnamed", how="unnamed", score=1.0),
    ),
    statements=(STATEMENT,),
    contacts=(CONTACT,),
    deeds=(DEED,),
    findings=(FAULT,),
)  # fmt: skip


def lines() -> list[str]:
    return [line.strip() for line in explain(DOCUMENT, REPORT, Negotiation())]


def after(start: str) -> str:
    return next(line for line in lines() if line.startswith(start))


def test_a_statement_says_what_it_rests_on() -> None:
    assert after("1. Ilse Marn (Velland) promised")
    assert "the word “say” with a that-clause" in after("because    the word “say”")
    assert "act by the rule “own future”" in after("because    the word “say”")
    assert after("issues") == "issues     trade"
    assert after("score") == "score      0.80"


def test_a_condition_says_what_hangs_on_what_by_whom_and_why() -> None:
    assert after("condition") == "condition  only if: “only if Ormark paid”, set by Velland"
    assert after("what hangs") == "what hangs: “lift the ban”"
    assert after("on what") == "on what: “Ormark paid”"
    assert "condition only if by “only if”" in after("because    the word “say”")


def test_contacts_and_deeds_name_their_words() -> None:
    assert "because    the word “meet”" in lines()
    assert "because    the word “strike”" in lines()
    assert after("type") == "type       ASSAULT"


def test_a_mention_says_how_it_was_resolved() -> None:
    assert after("1. Ilse Marn") == "1. Ilse Marn (person, envoy of Velland): 1 mention."
    assert after("“Marn”") == "“Marn”, by short form, score 0.95"
    assert after("2. Nobody") == "2. Nobody who is known by name: 1 mention."


def test_each_word_stands_at_its_characters() -> None:
    start = TEXT.index("met")
    assert f"mention “met” at {start}–{start + 3}" in after("words      mention “met”")


def test_a_finding_says_what_to_do() -> None:
    assert after("1. Garbled condition")
    assert after("do") == "do         look at the text"


def test_what_is_not_there_has_no_heading() -> None:
    empty = Report(id="r", document="d1", text_sha256="", gazetteer="")
    assert list(explain(DOCUMENT, empty, Negotiation())) == ["Talks (2025-03-20)"]
