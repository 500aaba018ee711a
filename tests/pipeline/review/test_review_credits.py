"""The digit that an analyst sets lies over the computed one, which stays visible."""

from review_talks import BY_RULES

from dragoman.dossier import Dossier, crediting, digit_in, note, rated_outlets, rating
from dragoman.model import Contents, Corroboration, Credibility, Reliability
from dragoman.pipeline import contents_of, go_on, rebuild
from dragoman.pipeline.review import with_credits


def of(contents: Contents, target: str) -> Corroboration:
    return next(one for one in contents.corroborations if one.target == target)


def test_a_digit_is_laid_over_the_computed_one_and_taken_back(talks: Dossier) -> None:
    before = contents_of(talks)
    deed = before.deeds[0]
    computed = of(before, deed.id)
    assert (computed.set_by, computed.computed) == ("", None)
    decision = crediting(deed, 5, who="Tov", why="the harbour master denies it")
    talks.decide(decision)
    go_on(talks, choice=BY_RULES)
    for _ in range(2):
        found = of(contents_of(talks), deed.id)
        assert found.credibility is Credibility.IMPROBABLE
        assert found.computed is computed.credibility
        assert found.credibility_because == computed.credibility_because
        day = decision.decided_at[:10]
        assert found.set_by == f"set by Tov, {day}: the harbour master denies it"
        rebuild(talks, choice=BY_RULES)
    talks.undo("Tov")
    go_on(talks, choice=BY_RULES)
    assert of(contents_of(talks), deed.id) == computed


def test_of_two_digits_the_later_holds(talks: Dossier) -> None:
    contents = contents_of(talks)
    deed = contents.deeds[0]
    log = [
        crediting(deed, 1, who="Tov", decided_at="2031-05-02T12:00:00+00:00"),
        crediting(deed, 4, who="Marn", decided_at="2031-05-01T12:00:00+00:00"),
    ]
    assert of(with_credits(contents, log), deed.id).credibility is Credibility.CONFIRMED


def test_a_letter_has_no_part_in_a_digit_nor_a_digit_in_a_letter(talks: Dossier) -> None:
    contents = contents_of(talks)
    letter = rating("courier", Reliability.D, who="Tov")
    digit = crediting(contents.deeds[0], 2, who="Tov")
    assert with_credits(contents, [letter, note(contents.deeds[0], who="T", why="x")]) == contents
    assert digit_in(letter) is None
    assert digit_in(digit) is Credibility.PROBABLY_TRUE
    assert [one.reliability for one in rated_outlets((), [letter, digit])] == [Reliability.D]
