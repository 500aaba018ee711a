"""The sentences of the deal space: exact words for hand-made records, and the odd cases."""

import re

import pytest
from attrs import evolve
from deal_records import (
    FORECAST,
    SENSITIVITY,
    SEQUENCE,
    TRADE,
    VOTE,
    blocked,
    choice,
    composed,
    issue,
    judged,
    judgement,
    negotiation,
    package,
    part,
    quoted,
    red_line,
    share,
    space,
    texts,
    words_of,
)

from dragoman.briefing.deals.blocks import blocker_words, clash_line, opening_line
from dragoman.briefing.deals.judgements import draws_sentence, grounds_sentence, questions_sentence
from dragoman.briefing.deals.later import sequence_sentence, vote_sentence
from dragoman.briefing.deals.outlook import sensitivity_sentence, spread_sentence
from dragoman.briefing.deals.packages import draft_sentence, solution_sentence
from dragoman.briefing.deals.trades import clause_sentence, trade_sentence
from dragoman.briefing.deals.zone import chance_sentence, zone_sentence
from dragoman.model import (
    Blocker,
    BlockerKind,
    Clash,
    Clause,
    DealPackage,
    DealSequence,
    Figure,
    Ground,
    PartyProfile,
    StageStand,
    Zone,
)

WORDS = words_of(space())


def test_a_zone_is_told_with_its_size_and_what_being_in_it_means() -> None:
    assert zone_sentence(space().zone, WORDS) == (
        "With every number at its middle, 2 of 4 packages lie in the zone of possible agreement: "
        "every party would accept them and every body that must approve would"
    )


def test_a_zone_of_one_package_and_one_that_was_sampled_are_counted_as_such() -> None:
    one = evolve(space().zone, packages=1)
    assert "1 of 4 packages lies in the zone" in zone_sentence(one, WORDS)
    guessed = evolve(space().zone, packages=120.4, of=6e9, is_exact=False)
    assert "about 120 of about 6.0 × 10^9 packages lie" in zone_sentence(guessed, WORDS)


def test_no_zone_is_said_plainly_and_bodies_are_named_only_where_there_are_any() -> None:
    words = words_of(blocked())
    assert zone_sentence(blocked().zone, words) == (
        "With every number at its middle there is no zone of possible agreement: none of "
        "4 packages is acceptable to every party"
    )
    assert zone_sentence(blocked().zone, WORDS).endswith("to every party and every body")


@pytest.mark.parametrize(
    ("chance", "told"),
    [
        (Figure(value=0.83, low=0.8, high=0.86), "in 83% (95% interval 80% to 86%) of the draws"),
        (Figure(value=1.0, low=0.999, high=1.0), "there is a zone in all of the draws"),
        (Figure(value=0.0, low=0.0, high=0.001), "there is a zone in none of the draws"),
    ],
)
def test_the_chance_of_a_zone_comes_with_its_interval(chance: Figure, told: str) -> None:
    found = space(zone=evolve(space().zone, probability=chance))
    assert chance_sentence(words_of(found)).endswith(told)


def test_without_draws_the_sentence_tells_not_drawn_from_not_uncertain() -> None:
    undrawn = space(draws=None, zone=evolve(space().zone, probability=None))
    assert "nothing is said of how sure" in chance_sentence(words_of(undrawn))
    certain = evolve(undrawn, judgements=(judgement("VEL.quota.weight", 1, 1, quoted()),))
    assert chance_sentence(words_of(certain)).startswith("Every number was put in as known")
    assert draws_sentence(words_of(undrawn)) == ""


def test_a_clash_joins_the_red_lines_of_a_party_and_cites_their_sentences() -> None:
    lines = (
        red_line("VEL", "observers.none", grounds=(quoted(),)),
        red_line("VEL", "observers.all"),
        Blocker(kind=BlockerKind.RESERVATION, party="ORM"),
    )
    line = clash_line(Clash(blockers=lines, probability=0.361), WORDS)
    assert line.text == (
        "These cannot all hold: Velland would never accept “no observers” or “every vessel” "
        "(Observers); Ormark would take nothing that is worth less to it than no agreement; all of "
        "them hold in 36% of the draws."
    )
    assert line.citations == (1,)


def test_a_single_blocker_and_the_other_kinds_have_their_own_words() -> None:
    alone = clash_line(Clash(blockers=(red_line("VEL", "quota.half"),)), WORDS)
    assert alone.text.startswith("This alone leaves no package: Velland would never accept")
    condition = Blocker(
        kind=BlockerKind.CONDITION, party="VEL", choice=choice("quota.half"),
        only_with=(choice("observers.all"),),
    )  # fmt: skip
    assert blocker_words(condition, WORDS) == (
        "Velland would accept “half of the catch” (Cod quota) only with “every vessel” (Observers)"
    )
    body = Blocker(kind=BlockerKind.BODY, party="ORM", body="Assembly")
    assert blocker_words(body, WORDS) == "the Assembly of Ormark must approve"


def test_an_opening_names_who_moves_at_what_cost_and_what_then_lies_in_the_zone() -> None:
    assert opening_line(blocked().openings[0], WORDS).text == (
        "A zone would open if Ormark no longer ruled out “every vessel” (Observers), which costs "
        "it 0.12; this would then lie in it: Cod quota: “half of the catch”; Observers: “every "
        "vessel”."
    )


def test_a_solution_says_what_it_makes_largest_and_what_each_party_gains() -> None:
    nash = space().solutions[0]
    assert solution_sentence(nash, WORDS) == (
        "Nash solution (largest product of gains): Cod quota: “half of the catch”; Observers: "
        "“every vessel”. Of the most that each could gain in the zone this is 25% for Velland and "
        "50% for Ormark"
    )
    raw = evolve(nash, shares=(share("VEL", 0.25, normalised=None),), ties=3)
    assert "gain over no agreement would be 0.25 for Velland" in solution_sentence(raw, WORDS)
    assert solution_sentence(raw, WORDS).endswith("3 packages do equally well by this rule")


def test_solutions_that_agree_share_a_column_and_a_sentence() -> None:
    nash = space().solutions[0]
    fair = evolve(nash, kind="egalitarian", label="Egalitarian solution")
    found = part(composed(space(solutions=(nash, fair))), "packages")
    assert found.lines[0].text.startswith("One package is the Nash and egalitarian solution: ")
    assert found.tables[0].heads == ("", "Nash and egalitarian")


def test_a_draft_names_its_blank_and_how_it_was_filled_in() -> None:
    draft = package("a paper", "quota.half", "observers.all", open_issues=("observers",))
    assert draft_sentence(draft, WORDS) == (
        "“a paper” (Observers left open, here filled in: “every vessel”) lies in the zone with "
        "every number at its middle"
    )


def test_a_refused_draft_says_who_and_why_with_names_in_the_place_of_ids() -> None:
    refused = share("VEL", -0.1, refuses_because=("its condition on quota.half is not met",))
    draft = package(
        "a paper",
        "quota.half",
        "observers.none",
        shares=(refused, share("ORM", 0.1)),
        in_zone=False,
    )
    said = texts(composed(space(drafts=(draft,))))
    assert (
        "Velland would refuse “a paper”: its condition on “half of the catch” (Cod quota) is not "
        "met." in said
    )


def test_an_improvement_names_only_what_changes_and_who_is_better_off() -> None:
    better = package(
        "better", "quota.none", "observers.all", shares=(share("VEL", 0.4), share("ORM", 0.5))
    )
    said = texts(composed(space(improvements=(("the judge's paper", better),))))
    assert (
        "“the judge's paper” could be improved if changed to Cod quota: “no quota”: better for "
        "Velland by 0.15, worse for nobody." in said
    )


def test_a_trade_says_who_moves_from_where_to_where() -> None:
    assert trade_sentence(TRADE, WORDS) == (
        "a trade that helps both: Velland would move from “no quota” to “half of the catch” (Cod "
        "quota), Ormark would move from “no observers” to “every vessel” (Observers); Velland "
        "would gain 0.20 and Ormark 0.10; the package then does not lie in the zone"
    )


def test_clauses_are_settled_bracketed_or_blank() -> None:
    settled, bracketed = space().text
    assert clause_sentence(settled, WORDS) == "Cod quota: “half of the catch”"
    assert clause_sentence(bracketed, WORDS) == ("Observers: [“no observers”] [“every vessel”]")
    blank = Clause(issue="quota", settled=None, is_blank=True)
    assert clause_sentence(blank, WORDS) == "Cod quota: [left blank]"


def test_a_vote_counts_the_seats_and_names_who_must_be_won() -> None:
    assert vote_sentence(VOTE, WORDS) == (
        "the Assembly of Ormark would refuse “the judge's paper”, 1 seat short (43 for it, 44 "
        "needed); it cannot pass without the harbours' deputies; nearest to being won: the "
        "harbours' deputies (a condition is not met)"
    )
    narrow = evolve(VOTE, seats=44, veto_players=(), pivotal=("harbours",))
    assert "would approve “the judge's paper” with none to spare" in vote_sentence(narrow, WORDS)
    assert "the vote turns on the harbours' deputies" in vote_sentence(narrow, WORDS)


def test_stages_name_the_worst_temptation_and_what_would_stop_it() -> None:
    assert sequence_sentence(SEQUENCE, WORDS) == (
        "“the judge's paper” in the stages given: after “boats go out” Velland would gain 0.20 by "
        "walking away, the most of all; walking away would have to cost it 0.20 to stop that"
    )
    better = evolve(SEQUENCE, better_order=("b", "a"), better_temptation=-0.1)
    assert sequence_sentence(better, WORDS).endswith(
        "in the order “b”, then “a” the most would be 0.00"
    )


def test_stages_in_which_nothing_is_known_say_why_and_have_no_table() -> None:
    unknown = DealSequence(
        package="a paper",
        stands=(StageStand(stage="s", party="VEL", held=None, to_come=None, temptation=None,
                           reason="the status quo on Observers is not given"),),
    )  # fmt: skip
    found = part(composed(space(sequences=(unknown,))), "sequence")
    assert "cannot be followed in stages: the status quo" in found.lines[0].text
    assert not found.tables
    assert not found.charts


def test_models_stand_beside_baselines_and_silent_ones_say_why() -> None:
    found = part(composed(space()), "forecasts")
    assert found.tables[0].heads[1] == "midpoint (baseline)"
    assert spread_sentence(FORECAST, WORDS) == (
        "Cod quota: models and baselines lie between 50 and 56 of 100"
    )
    assert "Cod quota: no forecast by “challenge”, since nobody moves." in texts(composed(space()))


def test_what_matters_most_is_said_with_both_ends() -> None:
    assert sensitivity_sentence(SENSITIVITY, WORDS) == (
        "most hangs on the numbers for Velland on Cod quota: they have a part in 40% of the "
        "variation of what the worst-off would gain; with the weight of the issue at its low end "
        "there is a zone in 90% of the draws, at its high end in 50%"
    )
    flat = evolve(SENSITIVITY, at_high=0.9)
    assert sensitivity_sentence(flat, WORDS).endswith("there is a zone in 90% of the draws")


def test_the_summary_counts_what_rests_on_sentences_on_the_analyst_and_on_nobody() -> None:
    assert grounds_sentence(WORDS) == (
        "Of 4 numbers put in or asked for, 2 cite sentences of the texts, 1 is the analyst's own "
        "and 1 was not given and stands as its whole range"
    )
    lost = Ground(given="quote:paper.txt: never said", is_lost=True)
    both = (judgement("VEL.power", 1, 1, lost), judgement("ORM.power", 1, 1, judged()))
    said = grounds_sentence(words_of(space(judgements=both)))
    assert "1 cites words that the dossier does not have" in said
    assert f"{grounds_sentence(WORDS)}." in [line.text for line in composed(space()).summary]


def test_numbers_not_given_are_marked_and_estimates_say_so() -> None:
    table = part(composed(space()), "judgements").tables[0]
    rows = {row.cells[0]: row.cells[1:] for row in table.rows}
    assert rows["What no agreement is worth to Ormark"] == (
        "not given: 0 to 1", "nobody: a question to the analyst",
    )  # fmt: skip
    assert rows["What no agreement is worth to Velland"] == (
        "0.2 to 0.4", "estimate: weighed by its fleet",
    )  # fmt: skip
    assert rows["Velland on Cod quota"] == (
        "weight of the issue 0.3 to 0.5; 90% sure that “no quota” is ruled out",
        "the sentences cited",
    )
    assert "estimate, no reason given" in WORDS.ground(())


def test_questions_are_counted_in_the_summary_and_listed_at_the_end() -> None:
    sheet = composed(space(questions=("How much power has VEL-2?", "What of ORM?")))
    assert sheet.summary[-1].text.startswith("2 questions are open to the analyst")
    assert part(sheet, "judgements").lines[-1].text == "What of Ormark?"
    assert questions_sentence(1).startswith("1 question is open")


def test_what_was_not_put_in_is_said_in_one_line() -> None:
    said = texts(composed(space()))
    assert (
        "Not reckoned, since negotiation.toml gives none: stages in which the package would take "
        "effect ([[stage]]) and drafts ([[package]])." in said
    )


def test_parties_that_take_an_article_and_long_packages_read_well() -> None:
    parties = (
        PartyProfile(id="VEL", names=("United States",)),
        PartyProfile(id="ORM", names=("Ormark",)),
    )
    issues = tuple(issue(f"i{n}", f"Issue {n}", a="one way", b="another") for n in range(6))
    settings = negotiation(parties=parties, issues=issues, ratifications=())
    nash = package("Nash solution", *(f"i{n}.a" for n in range(6)), kind="Nash")
    other = evolve(nash, choices=(*nash.choices[:5], choice("i5.b")), label="")
    found = space(
        issues=tuple(f"i{n}" for n in range(6)), solutions=(nash,), frontier=(nash, other),
        drafts=(), red_lines=(), trades=(), text=(), forecasts=(), factions=(), votes=(),
        sensitivities=(), judgements=(),
    )  # fmt: skip
    sheet = composed(found, settings)
    said = texts(sheet)
    assert "25% for the United States" in said
    assert not re.search(r"^the United States", said, re.MULTILINE)
    frontier = part(sheet, "packages").tables[1]
    assert frontier.rows[1].cells[0] == "Issue 5: “another”"
    assert all(len(line.text.split()) <= 45 for line in sheet.summary)


def test_a_zone_of_everything_and_an_empty_space_leave_no_empty_part() -> None:
    everything = Zone(exists=True, packages=4, of=4, is_exact=True, probability=None, win_sets=())
    bare = space(
        zone=everything, judgements=(), solutions=(), frontier=(), frontier_note="", drafts=(),
        red_lines=(), trades=(), text=(), bodies=(), votes=(), sequences=(), forecasts=(),
        sensitivities=(), draws=None,
    )  # fmt: skip
    sheet = composed(bare)
    assert {one.id for one in sheet.parts} == {"zone", "blocks", "trades", "judgements"}
    assert all(one.lines or one.tables for one in sheet.parts)
    assert "4 of 4 packages lie" in sheet.summary[0].text


def test_every_sentence_begins_with_a_capital_or_a_quotation_and_ends() -> None:
    for found in (space(), blocked(), space(what_if=("VEL.quota=60..80",))):
        sheet = composed(found)
        lines = [*sheet.summary, *(line for one in sheet.parts for line in one.lines)]
        assert lines
        for line in lines:
            assert re.match(r"[A-Z0-9“]", line.text), line.text
            assert line.text.endswith((".", "?")), line.text


def test_the_summary_tells_the_next_moves_of_others_beside_the_cheapest() -> None:
    (theirs,) = blocked().openings
    move = evolve(theirs.moves[0], blocker=red_line("VEL", "observers.none"))
    same, ours = evolve(theirs, cost=0.2), evolve(theirs, moves=(move,), cost=0.9)
    summary = composed(blocked(openings=(theirs, same, ours))).summary
    told = [line.text for line in summary if line.text.startswith("A zone would open")]
    assert [text.split()[5] for text in told] == ["Ormark", "Velland"]


def test_the_summary_tells_of_the_drafts_that_come_nearest_to_the_zone() -> None:
    def draft(label: str, chance: float) -> DealPackage:
        return package(label, "quota.half", in_zone=False, probability=Figure(value=chance))

    drafts = (draft("first", 0.0), draft("second", 0.2), draft("third", 0.1))
    told = [line.text.split("”")[0] for line in composed(space(drafts=drafts)).summary]
    assert [text for text in told if text.startswith("“")] == [
        "“second",
        "“third",
    ]


def test_trades_name_where_they_start_and_whether_they_end_in_the_zone() -> None:
    found = space(trades=(TRADE, evolve(TRADE, opens=True)), trades_from="the judge's paper")
    said = part(composed(found), "trades").lines[0].text
    assert said.startswith("Starting from “the judge's paper”: a trade that helps both: Velland")
    assert said.endswith("the package then lies in the zone.")
    assert said in [line.text for line in composed(found).summary]
    assert "a trade" not in " ".join(line.text for line in composed(space()).summary)
    none = part(composed(space(trades=(), trades_from="the judge's paper")), "trades")
    assert none.lines[0].text == (
        "From “the judge's paper” no trade across two issues was found that helps both sides."
    )


def test_who_refuses_and_prefers_what_stands_in_a_table_beside_the_text() -> None:
    (table,) = part(composed(space()), "text").tables
    assert table.rows[0].cells == ("Observers", "no observers", "Velland", "Ormark")
    assert table.rows[1].cells == ("Observers", "every vessel", "–", "–")


def test_packages_that_cannot_be_followed_for_one_reason_share_a_sentence() -> None:
    stand = StageStand(stage="s", party="VEL", held=None, to_come=None, temptation=None, reason="x")
    both = tuple(DealSequence(package=name, stands=(stand,)) for name in ("one", "two"))
    found = part(composed(space(sequences=both)), "sequence")
    assert [line.text for line in found.lines] == [
        "“one” and “two” cannot be followed in stages: x."
    ]


def test_names_that_hold_a_comma_are_kept_apart() -> None:
    vote = evolve(VOTE, nearest=("Herring League, the north", "Cod League", "others"))
    assert "won: Herring League, the north; Cod League; and others" in vote_sentence(vote, WORDS)
