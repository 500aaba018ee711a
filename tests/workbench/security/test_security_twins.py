"""Every JSON twin answers what its description says, whatever it is asked (schemathesis)."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import jsonschema_rs
import pytest
import schemathesis
from hostile import ids_of
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from dragoman.workbench.describing import described
from dragoman.workbench.pages import PAGES
from workbench_client import Client
from workbench_talks import reading

DESCRIPTION = described(PAGES)
PATHS = sorted(DESCRIPTION["paths"])
ENTRIES = ("s1", "held", "first", "dispute", "p-vel", "marn", "deed", "VEL")


@pytest.fixture(scope="module")
def talk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    with reading(tmp_path_factory.mktemp("twins")) as client:
        client.get("/overview")
        yield client


def test_the_description_is_a_sound_one_and_names_every_page(talk: Client) -> None:
    answer = talk.get("/openapi.json")
    assert answer.status_code == 200
    told = answer.json()
    assert set(told["paths"]) == {f"{page.path}.json" for page in PAGES}
    schemathesis.openapi.from_dict(told).validate()


def test_a_page_that_a_role_may_not_see_is_not_described() -> None:
    seen = described(page for page in PAGES if page.action == "look")
    assert "/documents/{id}/add.json" not in seen["paths"]
    assert "/overview.json" in seen["paths"]


def validators(path: str) -> Mapping[str, Any]:
    """By status, what validates the body of an answer."""
    answers = DESCRIPTION["paths"][path]["get"]["responses"]
    parts = {"components": DESCRIPTION["components"]}
    return {
        status: jsonschema_rs.validator_for(
            {**one["content"]["application/json"]["schema"], **parts}
        )
        for status, one in answers.items()
    }


def ask(client: Client, path: str, cases: int, modes: list[Any]) -> None:
    """Ask one twin what schemathesis makes up, half of it about what is there."""
    schema = schemathesis.openapi.from_dict(DESCRIPTION)
    operation = schema[path]["GET"]
    checks = validators(path)
    known = list(ids_of(client)["/documents/"] if "/documents/" in path else ENTRIES)

    for mode in modes if DESCRIPTION["paths"][path]["get"]["parameters"] else modes[:1]:

        @settings(
            max_examples=cases,
            derandomize=True,
            database=None,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(
            case=operation.as_strategy(generation_mode=mode), id=st.none() | st.sampled_from(known)
        )
        def one(case: Any, id: str | None) -> None:
            if id is not None and "id" in (case.path_parameters or {}):
                case.path_parameters["id"] = id
            sent = case.as_transport_kwargs(base_url="http://127.0.0.1:8765")
            at = re.sub(r"^https?://[^/]+", "", sent["url"])
            answer = client.http.get(at, params=sent.get("params"), follow_redirects=False)
            where = f"{at} {sent.get('params')}: {answer.status_code} {answer.text[:300]}"
            if answer.headers["content-type"].split(";")[0] == "text/html":
                assert answer.status_code in (400, 404, 414), where  # not the twin's own address
                return
            assert str(answer.status_code) in checks or answer.status_code in (303, 307, 414), where
            if validator := checks.get(str(answer.status_code)):
                body = answer.json()
                faults = [str(fault)[:300] for fault in validator.iter_errors(body)]
                assert answer.status_code < 500, where
                assert faults == [], where

        one()


MODES = [schemathesis.GenerationMode.POSITIVE, schemathesis.GenerationMode.NEGATIVE]


@pytest.mark.parametrize("path", PATHS)
def test_a_twin_answers_as_described_or_refuses_in_words(talk: Client, path: str) -> None:
    ask(talk, path, 12, MODES)


@pytest.mark.slow
@pytest.mark.parametrize("path", PATHS)
def test_a_twin_answers_so_a_thousand_times(talk: Client, path: str) -> None:
    ask(talk, path, 500, MODES)
