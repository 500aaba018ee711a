"""Days of one thing under other verbs, presence, parties and stages in plain news sentences."""

import pytest
from texts_builder import kinds_in

RIVALS = {
    "day": [
        (
            "Gunmen seized nine dockers at Sund in Velland on Sunday. Ormark denies a part in it.",
            "The dockers at Sund in Velland were taken on Friday, Ormark said.",
        ),
        (
            "Velland told Ormark that the pullback from Sund starts on 25 March. "
            "In Castle Quay the ministry says that it begins on 1 April.",
            "Velland and Ormark are silent.",
        ),
        (
            "The moratorium between Velland and Ormark runs for 30 days from 12 March, Port Vell "
            "said. Ormark rejects the starting day.",
            "Velland and Ormark are silent.",
        ),
    ],
    "presence": [
        (
            "Rolf Amberg sat at the table when Velland and Ormark met in Sund.",
            "No third country was represented when Velland and Ormark met in Sund, Ormark said.",
        ),
        (
            "The delegation of Velland to the talks with Ormark was led by Minister Petra Vilim.",
            "Ormark met the delegation of Velland, headed by Secretary Jan Olek.",
        ),
    ],
    "status": [
        (
            "Velland has settled its dispute with Ormark. “We have a deal,” Port Vell said.",
            "There is only a draft between Velland and Ormark, Castle Quay said.",
        ),
    ],
    "identity": [
        (
            "The delegations of Velland and Ormark agreed in Sund on a strip without guns.",
            "The delegations of Velland and Caldmere agreed in Sund on a strip without guns.",
        ),
    ],
}
ALIKE = [
    (
        "Velland shelled Sund on Sunday, Ormark said.",
        "Velland shelled Arl on Monday, Ormark said.",
    ),
    (
        "The ballot in Velland begins on 25 March. Ormark waits.",
        "The talks between Velland and Ormark begin on 28 March.",
    ),
    (
        "Velland wants the pullback from Sund to start on 25 March, Ormark said.",
        "Ormark demands that the pullback from Sund should start on 1 April, Velland said.",
    ),
    (
        "The delegations of Velland and Ormark agreed in Sund on a strip without guns.",
        "The delegations of Velland and Caldmere agreed in Harrow on fish quotas.",
    ),
]


@pytest.mark.parametrize(
    ("kind", "texts"), [(kind, texts) for kind, rows in RIVALS.items() for texts in rows]
)
def test_one_thing_told_in_other_words_is_found(kind: str, texts: tuple[str, ...]) -> None:
    assert kind in kinds_in(*texts)


@pytest.mark.parametrize("texts", ALIKE)
def test_two_things_and_wishes_are_no_discrepancy(texts: tuple[str, ...]) -> None:
    assert not {"day", "identity", "presence"} & {*kinds_in(*texts)}
