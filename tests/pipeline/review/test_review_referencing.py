"""A library of references gives documents their days, signed, and overrules nobody unasked."""

import json
from pathlib import Path
from typing import Any

import pytest
from review_talks import BY_RULES, TEXTS, read_talks, write_talks

from dragoman.dossier import Dossier
from dragoman.errors import BadRequest
from dragoman.exchange.csl import csl_lines
from dragoman.model import Document
from dragoman.pipeline import contents_of, go_on
from dragoman.pipeline.review.referencing import Tie, Tied, import_references

COURIER = "https://example.org/courier"


@pytest.fixture
def undated(tmp_path: Path) -> Dossier:
    """The talks from files that say nothing but their address."""
    folder = write_talks(tmp_path / "texts")
    for outlet, (_, text) in TEXTS.items():
        address = f"---\nurl: https://example.org/{outlet}\n---\n"
        (folder / f"{outlet}.md").write_text(address + text, encoding="utf-8")
    return Dossier.open(read_talks(tmp_path / "undated.dragoman", folder))


def take(dossier: Dossier, *items: dict[str, Any], **options: Any) -> tuple[Tied, ...]:
    return import_references(dossier, json.dumps(items), **({"who": "Tov"} | options))


def entry(**more: Any) -> dict[str, Any]:
    values = {"id": "http://zotero.org/users/1/items/AB", "type": "article-newspaper"}
    return {**values, "URL": COURIER, "issued": {"date-parts": [["2031", 6, 4]]}, **more}


def courier(dossier: Dossier) -> Document:
    return next(one for one in dossier.document_heads() if one.url == COURIER)


def test_a_library_gives_a_document_its_day_and_outlet(undated: Dossier) -> None:
    (tied,) = take(undated, entry(**{"container-title": "The Courier"}))
    assert tied.tie is Tie.FILLED
    found = courier(undated)
    assert (found.published_at, found.outlet) == ("2031-06-04", "The Courier")
    assert found.known_by == "Tov's word"
    (decision,) = undated.decisions()
    assert decision.why == "CSL-JSON, item http://zotero.org/users/1/items/AB"
    go_on(undated, choice=BY_RULES)
    assert courier(undated) == found


def test_the_same_library_twice_signs_nothing(undated: Dossier) -> None:
    assert [one.tie for one in take(undated, entry(), entry())] == [Tie.FILLED, Tie.SAME]
    assert [one.tie for one in take(undated, entry())] == [Tie.SAME]
    assert len(undated.decisions()) == 1


def test_what_the_dossier_knows_otherwise_is_reported_and_changed_only_when_asked(
    talks: Dossier,
) -> None:
    says = entry(issued={"date-parts": [[2031, 6, 9]]}, **{"container-title": "Other"})
    (tied,) = take(talks, says)
    assert tied.tie is Tie.DIFFERS
    assert tied.differing == {"outlet": "Other", "published_at": "2031-06-09"}
    assert talks.decisions() == []
    (tied,) = take(talks, says, overrule=True)
    assert tied.tie is Tie.CHANGED
    assert (courier(talks).outlet, courier(talks).published_at) == ("Other", "2031-06-09")


def test_a_vaguer_day_says_nothing_new_and_a_sharper_one_is_filled_in(talks: Dossier) -> None:
    assert take(talks, entry(issued={"date-parts": [[2031, 6]]}))[0].tie is Tie.SAME
    take(talks, entry(issued={"date-parts": [[2031, 6]], "circa": 1}), overrule=True)
    assert courier(talks).published_at == "2031-06-04"


def test_a_month_gives_way_to_a_day_in_it(undated: Dossier) -> None:
    take(undated, entry(issued={"date-parts": [[2031, 6]]}))
    assert courier(undated).published_at == "2031-06"
    assert take(undated, entry())[0].tie is Tie.FILLED
    assert courier(undated).published_at == "2031-06-04"


def test_an_item_of_no_document_or_without_a_day_is_told(undated: Dossier) -> None:
    ties = take(undated, entry(URL="https://example.org/none"), entry(issued={"literal": "soon"}))
    assert [one.tie for one in ties] == [Tie.ELSEWHERE, Tie.SAME]
    assert str(ties[0]) == "item 1 (http://zotero.org/users/1/items/AB) of no document here"
    assert "soon" in str(ties[1])


def test_a_dry_run_signs_nothing(undated: Dossier) -> None:
    (tied,) = take(undated, entry(), is_dry_run=True)
    assert tied.decision is not None
    assert undated.decisions() == []


def test_our_own_export_gives_another_dossier_its_days(talks: Dossier, undated: Dossier) -> None:
    raw = "\n".join(csl_lines(contents_of(talks)))
    assert {one.tie for one in import_references(talks, raw, who="Tov")} == {Tie.SAME}
    assert {one.tie for one in import_references(undated, raw, who="Tov")} == {Tie.FILLED}
    days = {one.url: (one.published_at, one.outlet) for one in talks.document_heads()}
    assert {one.url: (one.published_at, one.outlet) for one in undated.document_heads()} == days


def test_a_library_that_cannot_be_read_signs_nothing(undated: Dossier) -> None:
    with pytest.raises(BadRequest, match="item 2"):
        take(undated, entry(), {"a": 1})
    assert undated.decisions() == []
