"""A workbench alone, and one of a team of three: Rhea reads, Anna analyses, Edda edits."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from access_app import PORT, Clock, application, team_policy
from starlette.applications import Starlette

from dragoman.dossier.team import Role, Team
from dragoman.workbench.access import AlonePolicy, TeamPolicy, User


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def alone() -> AlonePolicy:
    user = User(name="A. Lone", role=Role.EDITOR, is_alone=True)
    return AlonePolicy(port=PORT, user=user)


@pytest.fixture
def alone_app(alone: AlonePolicy) -> Starlette:
    return application(alone)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Team]:
    with Team.of(tmp_path / "talks.dragoman") as opened:
        yield opened


@pytest.fixture
def policy(store: Team, clock: Clock) -> TeamPolicy:
    return team_policy(store, clock)


@pytest.fixture
def app(policy: TeamPolicy) -> Starlette:
    return application(policy)
