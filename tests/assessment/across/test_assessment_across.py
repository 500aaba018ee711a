"""What several blocks judge of one thing becomes one judgement."""

from dragoman.assessment.across import (
    Known,
    join_commitments,
    join_discrepancies,
    merge_judgements,
)
from dragoman.model import (
    Account,
    AgreementStage,
    Basis,
    Commitment,
    ComplianceStage,
    Corroboration,
    Credibility,
    Discrepancy,
    DiscrepancyKind,
    Hypothesis,
    Line,
    LineKind,
    Mark,
    Measure,
    Movement,
    Passage,
    Position,
    PositionStage,
    Stage,
    Stance,
    When,
)

KNOWN = Known(names={"VEL": "Velland", "ORM": "Ormark"})


def at(document: str, words: str = "words", role: str = "content") -> Passage:
    return Passage(document=document, start=0, end=len(words), exact=words, role=role)


def on(day: str) -> When:
    return When(text=day, edtf=day)


def stage(
    day: str,
    stance: Stance = Stance.FOR,
    movement: Movement = Movement.NEW,
    measure: str = "the withdrawal of patrol boats",
    basis: Basis = Basis.OWN_WORDS,
) -> PositionStage:
    return PositionStage(
        stance=stance,
        movement=movement,
        basis=basis,
        measure=measure,
        on=on(day),
        statements=(f"s {day}",),
        passages=(at(day),),
    )


def position(*series: PositionStage, basis: Basis = Basis.OWN_WORDS, measure: str = "") -> Position:
    last = series[-1]
    return Position(
        id="p",
        passages=tuple(p for one in series for p in one.passages),
        party="VEL",
        issue="maritime",
        stance=last.stance,
        basis=basis,
        measure=measure or last.measure,
        statements=tuple(s for one in series for s in one.statements),
        documents=tuple(p.document for one in series for p in one.passages),
        series=series,
    )


def merged_position(*members: Position) -> Position:
    found = merge_judgements("position", members, KNOWN)
    assert isinstance(found, Position)
    return found


def test_one_judgement_alone_stays_as_it_is() -> None:
    one = position(stage("2031-03-03"))
    assert merge_judgements("position", [one], KNOWN) is one


def test_the_newest_of_equally_strong_stands_tells_where_a_party_stands() -> None:
    early, late = position(stage("2031-03-03")), position(stage("2031-06-01", Stance.AGAINST))
    for members in ((early, late), (late, early)):
        found = merged_position(*members)
        assert found.stance is Stance.AGAINST
        assert found.statements == ("s 2031-06-01", "s 2031-03-03")
        assert found.documents == ("2031-03-03", "2031-06-01")


def test_own_words_outrank_newer_words_of_others() -> None:
    own = position(stage("2031-03-03"))
    told = position(stage("2031-06-01", Stance.AGAINST, basis=Basis.ANALYST), basis=Basis.ANALYST)
    assert merged_position(told, own).stance is Stance.FOR


def test_what_an_earlier_block_has_is_said_again_and_not_new() -> None:
    found = merged_position(position(stage("2031-06-01")), position(stage("2031-03-03")))
    assert [s.on.edtf for s in found.series if s.on] == ["2031-03-03", "2031-06-01"]
    assert [s.movement for s in found.series] == [Movement.NEW, Movement.RESTATED]


def test_a_stand_that_turns_from_an_earlier_blocks_is_a_movement() -> None:
    softer = merged_position(
        position(stage("2031-03-03", Stance.AGAINST)), position(stage("2031-06-01", Stance.OPEN))
    )
    assert softer.series[1].movement is Movement.SOFTENED
    assert softer.series[1].why == "is open to what it had refused"
    harder = merged_position(
        position(stage("2031-03-03", Stance.OPEN)), position(stage("2031-06-01", Stance.AGAINST))
    )
    assert harder.series[1].movement is Movement.HARDENED


def test_stands_on_different_things_are_both_new() -> None:
    found = merged_position(
        position(stage("2031-03-03")),
        position(stage("2031-06-01", measure="a licence for foreign trawlers")),
    )
    assert [s.movement for s in found.series] == [Movement.NEW, Movement.NEW]


def line(
    origin: str, document: str, party: str | None = None, kind: LineKind = LineKind.OUTLET
) -> Line:
    return Line(line_kind=kind, origin=origin, name=origin, party=party, documents=(document,))


def corroboration(mark: Mark, *lines: Line, parties: tuple[str, ...] = ()) -> Corroboration:
    return Corroboration(
        id="k",
        target="t",
        mark=mark,
        documents=tuple(d for one in lines for d in one.documents),
        parties=parties,
        why="told by one document only",
        lines=lines,
        credibility=Credibility.CANNOT_BE_JUDGED,
    )


def merged_marks(*members: Corroboration) -> Corroboration:
    found = merge_judgements("corroboration", members, KNOWN)
    assert isinstance(found, Corroboration)
    return found


def test_two_outlets_of_two_blocks_are_independent_accounts() -> None:
    found = merged_marks(
        corroboration(Mark.ONE_ACCOUNT, line("Courier", "a")),
        corroboration(Mark.ONE_ACCOUNT, line("Herald", "b")),
    )
    assert found.mark is Mark.INDEPENDENT
    assert found.why == "told by two accounts independently"
    assert [one.origin for one in found.lines] == ["Courier", "Herald"]
    assert found.credibility is not None
    assert found.credibility < Credibility.CANNOT_BE_JUDGED


def test_one_outlet_in_two_blocks_is_one_account() -> None:
    found = merged_marks(
        corroboration(Mark.ONE_ACCOUNT, line("Courier", "a")),
        corroboration(Mark.ONE_ACCOUNT, line("Courier", "b")),
    )
    assert found.mark is Mark.ONE_ACCOUNT
    assert [one.documents for one in found.lines] == [("a", "b")]


def test_both_sides_own_accounts_in_two_blocks_confirm_it() -> None:
    speaker = LineKind.SPEAKER
    found = merged_marks(
        corroboration(Mark.ONE_ACCOUNT, line("m", "a", "VEL", speaker), parties=("VEL",)),
        corroboration(Mark.ONE_ACCOUNT, line("o", "b", "ORM", speaker), parties=("ORM",)),
    )
    assert found.mark is Mark.BOTH_SIDES
    assert found.parties == ("ORM", "VEL")
    assert found.why == "confirmed by the accounts of Ormark and Velland"


def test_what_one_block_contests_is_contested() -> None:
    found = merged_marks(
        corroboration(Mark.ONE_ACCOUNT, line("Courier", "a")),
        corroboration(Mark.CONTESTED, line("Herald", "b")),
    )
    assert found.mark is Mark.CONTESTED


def test_a_digit_that_an_analyst_set_stands() -> None:
    import attrs

    signed = attrs.evolve(
        corroboration(Mark.ONE_ACCOUNT, line("Courier", "a")),
        credibility=Credibility.IMPROBABLE,
        set_by="set by A. Analyst",
    )
    found = merged_marks(signed, corroboration(Mark.ONE_ACCOUNT, line("Herald", "b")))
    assert found.credibility is Credibility.IMPROBABLE
    assert found.computed is not None
    assert found.set_by == "set by A. Analyst"


def commitment(
    id_: str, day: str, words: str = "Velland halts strikes on the harbour cranes", **more: object
) -> Commitment:
    values: dict[str, object] = {
        "parties": ("VEL",),
        "measures": (
            Measure(
                agent="VEL",
                action="halt",
                object="strikes on the harbour cranes",
                issue="ceasefire",
            ),
        ),
        "agreement": (Stage(stage=AgreementStage.PROPOSED.value, on=on(day), passages=(at(id_),)),),
        "documents": (id_,),
        **more,
    }
    return Commitment(id=id_, passages=(at(id_, words),), **values)  # type: ignore[arg-type]


def test_one_undertaking_told_in_two_blocks_goes_by_the_older_id() -> None:
    told = [(1, commitment("late", "2031-06-01")), (0, commitment("early", "2031-03-03"))]
    assert join_commitments(told) == {"late": "early"}


def test_two_undertakings_of_one_block_stay_two() -> None:
    told = [(0, commitment("late", "2031-06-01")), (0, commitment("early", "2031-03-03"))]
    assert join_commitments(told) == {}


def test_undertakings_of_other_parties_stay_apart() -> None:
    told = [
        (0, commitment("early", "2031-03-03")),
        (1, commitment("late", "2031-06-01", parties=("ORM",))),
    ]
    assert join_commitments(told) == {}


def test_a_report_of_another_block_says_how_an_undertaking_fares() -> None:
    broken = Stage(
        stage=ComplianceStage.REPORTED_BROKEN.value, on=on("2031-06-01"), passages=(at("x"),)
    )
    found = merge_judgements(
        "commitment",
        [commitment("late", "2031-06-01", compliance=(broken,)), commitment("early", "2031-03-03")],
        Known(as_of="2031-07-01"),
    )
    assert found.id == "early"
    assert [s.on.edtf for s in found.agreement] == ["2031-03-03", "2031-06-01"]
    assert found.compliance == (broken,)
    assert found.implementation == 0
    assert found.documents == ("early", "late")


def test_a_step_that_two_blocks_tell_is_told_once() -> None:
    one = commitment("a", "2031-03-03")
    found = merge_judgements("commitment", [one, one], KNOWN)
    assert found.agreement == one.agreement


def test_other_nouns_rest_on_what_any_block_rests_on() -> None:
    found = merge_judgements(
        "hypothesis",
        [
            Hypothesis(id="h", claim="it holds", rests_on=("a",), passages=(at("a"),)),
            Hypothesis(id="h", claim="it holds", rests_on=("b", "a"), passages=(at("b"),)),
        ],
        KNOWN,
    )
    assert found.rests_on == ("a", "b")
    assert found.passages == (at("a"), at("b"))


def discrepancy(
    id_: str, *sides: str, kind: DiscrepancyKind = DiscrepancyKind.NUMBER
) -> Discrepancy:
    return Discrepancy(
        id=id_,
        discrepancy_kind=kind,
        matter="how many crates",
        accounts=tuple(Account(says=one, documents=(one,), passages=(at(one),)) for one in sides),
        why="the numbers differ",
        passages=tuple(at(one) for one in sides),
    )


def test_a_matter_that_two_blocks_tell_by_the_same_sentences_is_told_once() -> None:
    import attrs

    one = discrepancy("d1", "a", "b")
    more = attrs.evolve(one.accounts[1], documents=("b", "c"), passages=(at("b"), at("c")))
    two = attrs.evolve(one, id="d2", accounts=(more, one.accounts[0]))
    assert join_discrepancies([(0, one), (1, two)]) == {"d2": "d1"}
    found = merge_judgements("discrepancy", [one, two], KNOWN)
    assert [account.documents for account in found.accounts] == [("a",), ("b", "c")]


def test_one_account_against_two_others_is_two_matters() -> None:
    told = [(0, discrepancy("d1", "a", "b")), (1, discrepancy("d2", "a", "c"))]
    assert join_discrepancies(told) == {}


def test_two_matters_of_one_block_or_of_two_kinds_stay_two() -> None:
    one = discrepancy("d1", "a", "b")
    assert join_discrepancies([(0, one), (0, discrepancy("d2", "a", "b"))]) == {}
    other = discrepancy("d2", "a", "b", kind=DiscrepancyKind.DAY)
    assert join_discrepancies([(0, one), (1, other)]) == {}


def test_a_matter_found_by_two_blocks_alike_stays_one() -> None:
    one = discrepancy("d1", "a", "b")
    assert join_discrepancies([(0, one), (1, one)]) == {}
    assert merge_judgements("discrepancy", [one, one], KNOWN) == one
