"""Pairs of invented sentences, ten kinds: those that cannot both hold, and look-alikes that can."""

import pytest
from texts_builder import found_in, kinds_in

Text = str | tuple[str, str]

RIVALS: dict[str, list[tuple[Text, ...]]] = {
    "compliance": [
        # halt declared, strike reported
        (
            (
                "Bertil Oskander of Ormark ordered a halt to strikes on energy facilities in "
                "Velland on Tuesday evening."
            ),
            (
                (
                    "Ormark struck a power station at Sund in Velland on Wednesday night, local "
                    "officials said."
                ),
                "2031-03-20",
            ),
        ),
        # keeping and violation
        (
            (
                (
                    "Velland accused Ormark of violating the truce at sea on Monday. Two trawlers "
                    "were fired at, Port Vell said."
                ),
                "2031-03-25",
            ),
            (
                (
                    "Ormark is observing the truce at sea in full, the defence ministry in Castle "
                    "Quay said on Tuesday."
                ),
                "2031-03-25",
            ),
        ),
    ],
    "condition": [
        # condition or none
        (
            (
                "After the call Velland said that Bertil Oskander had agreed to the truce "
                "without any conditions."
            ),
            (
                "Ormark said after the call that Bertil Oskander had agreed to the truce on "
                "condition that arms deliveries to Velland stop."
            ),
        ),
        # direction
        (
            (
                "Velland said after the call that the truce would begin only after Ormark "
                "releases the prisoners."
            ),
            (
                "Ormark said after the call that the prisoners would be released only after the"
                " truce begins."
            ),
        ),
        # who set it
        (
            (
                "The end of arms deliveries was a condition set by Ormark, Velland said after "
                "the call."
            ),
            "Ormark set no conditions in the call, the presidency said.",
        ),
        # linked or not
        (
            "Ilse Marn said the lifting of sanctions was not linked to the truce.",
            ("Bertil Oskander said the lifting of sanctions was linked to the truce in the call."),
        ),
    ],
    "day": [
        # call on two days
        (
            (
                "Ilse Marn and Bertil Oskander spoke by phone on Tuesday about a truce at sea.",
                "2031-03-20",
            ),
            (
                (
                    "Bertil Oskander and Ilse Marn discussed a truce at sea in a telephone call on "
                    "Wednesday."
                ),
                "2031-03-20",
            ),
        ),
        # next round on two days
        (
            (
                "Velland and Ormark agreed in the call that their experts will meet in "
                "Lindmouth on 24 March."
            ),
            (
                "Experts of Ormark and Velland will meet in Lindmouth on 27 March, the "
                "presidency said after the call."
            ),
        ),
        # truce from two days
        (
            (
                "Ilse Marn and Bertil Oskander agreed on a truce at sea. The truce takes effect"
                " on Friday, Velland said."
            ),
            (
                "Bertil Oskander and Ilse Marn agreed on a truce at sea. The truce will take "
                "effect on 25 March, Ormark said."
            ),
        ),
    ],
    "denial": [
        # not discussed
        (
            (
                "Ilse Marn said that arms deliveries had not been discussed in the call with "
                "Bertil Oskander on Tuesday."
            ),
            (
                "Bertil Oskander and Ilse Marn discussed arms deliveries in their call on "
                "Tuesday, the presidency said."
            ),
        ),
        # denied promise
        (
            (
                "Ilse Marn said Bertil Oskander had promised in the call to withdraw his ships "
                "from Sund Bay."
            ),
            ("Ormark denied that Bertil Oskander had promised to withdraw ships from Sund Bay."),
        ),
        # rejects the account
        (
            "Velland said Ormark had agreed to open the port of Sund.",
            (
                "The Ormarkish presidency rejected the Vellandic account that it had agreed to "
                "open the port of Sund as false."
            ),
        ),
        # denied strike
        (
            "Velland accused Ormark of shelling a school in Sund on Monday.",
            "Ormark's defence ministry denied having shelled a school in Sund.",
        ),
        # call never held
        (
            (
                "Ilse Marn and Bertil Oskander spoke by phone on Tuesday, the chancellery in "
                "Port Vell said."
            ),
            (
                "The Ormarkish presidency denied that Bertil Oskander had spoken with Ilse Marn"
                " on Tuesday. There was no such call, it said."
            ),
        ),
    ],
    "identity": [
        # who asked for the call
        (
            (
                "Ilse Marn and Bertil Oskander spoke by phone on Tuesday. The call took place "
                "at the request of Ormark, the chancellery in Port Vell said."
            ),
            (
                "Bertil Oskander and Ilse Marn spoke by phone on Tuesday. The call was held at "
                "the initiative of the Vellandic side, the presidency said."
            ),
        ),
        # agreed by one not on the call
        (
            (
                "Ilse Marn of Velland and Bertil Oskander of Ormark spoke by phone on Tuesday. "
                "During the call Oskander agreed to stop strikes on ports."
            ),
            "Ilse Marn and Bertil Oskander spoke by phone on Tuesday for two hours.",
            ("Caldmere agreed to stop strikes on ports during the call with Ilse Marn on Tuesday."),
        ),
        # minister of another country
        (
            (
                "Foreign Minister Karl Brenner of Ormark said the talks in Lindmouth had been "
                "useful."
            ),
            (
                "Velland's foreign minister Karl Brenner said the talks in Lindmouth had been "
                "useful."
            ),
        ),
        # talks between other parties
        (
            (
                "Negotiators of Velland and Ormark met in Lindmouth on Tuesday for talks on cod"
                " and on prisoners."
            ),
            "Ormark and Velland held talks on cod and on prisoners in Lindmouth on Tuesday.",
            (
                "Negotiators of Velland and Caldmere met in Lindmouth on Tuesday for talks on "
                "cod and on prisoners."
            ),
        ),
    ],
    "meaning": [
        # energy and infrastructure
        (
            (
                "After the call Velland said that Ormark had agreed to halt strikes on energy "
                "and infrastructure."
            ),
            (
                "Ormark said after the call that it had agreed to halt strikes on energy "
                "infrastructure."
            ),
        ),
        # all strikes or ports
        (
            "Ilse Marn said the two sides had agreed in the call to stop all attacks.",
            ("The presidency said Ormark had agreed in the call to stop only attacks on ports."),
        ),
        # full or partial
        (
            (
                "Velland and Ormark agreed on a full ceasefire in the call on Tuesday, Ilse "
                "Marn said."
            ),
            (
                "Ormark and Velland agreed on a partial ceasefire in the call on Tuesday, the "
                "presidency said."
            ),
        ),
        # covers and does not cover
        (
            ("The agreement reached in Lindmouth covers the fishing port of Sund, Velland said."),
            ("The agreement reached in Lindmouth does not cover the port of Sund, Ormark said."),
        ),
        # including
        (
            (
                "Velland and Ormark agreed to exchange all prisoners, including the crew of the"
                " Grey Petrel, Velland said."
            ),
            (
                "Ormark and Velland agreed to exchange prisoners, the Ormarkish presidency "
                "said, but the deal excludes the crew of the Grey Petrel."
            ),
        ),
    ],
    "number": [
        # length differs
        (
            (
                "President Ilse Marn of Velland and President Bertil Oskander of Ormark spoke "
                "by phone on Tuesday. The call lasted over two and a half hours."
            ),
            (
                "Bertil Oskander held a telephone call with Ilse Marn on Tuesday. The two "
                "leaders talked for 90 minutes, the Ormarkish presidency said."
            ),
        ),
        # truce length differs
        (
            (
                "After the call between Ilse Marn and Bertil Oskander, Velland said the two "
                "leaders had agreed on a 30-day truce at sea."
            ),
            (
                "Ormark said Bertil Oskander and Ilse Marn had agreed in their call on a truce "
                "at sea of 60 days."
            ),
        ),
        # prisoner numbers differ
        (
            "Velland and Ormark agreed in the call to exchange 175 prisoners each.",
            (
                "Ormark and Velland agreed in the call to exchange 150 prisoners each, the "
                "presidency in Castle Quay said."
            ),
        ),
    ],
    "outcome": [
        # agreed or nothing agreed
        (
            (
                "Velland and Ormark reached an agreement on a truce at their talks in Lindmouth"
                " on Tuesday."
            ),
            ("The talks of Ormark and Velland in Lindmouth on Tuesday ended without an agreement."),
        ),
        # breakthrough or none
        (
            "Ilse Marn hailed the call with Bertil Oskander on Tuesday as a breakthrough.",
            (
                "The call between Bertil Oskander and Ilse Marn on Tuesday brought no "
                "breakthrough, the presidency in Castle Quay said."
            ),
        ),
        # accepted or rejected proposal
        (
            (
                "Bertil Oskander accepted the proposal of a truce at sea in the call on "
                "Tuesday, Ilse Marn said."
            ),
            (
                "Bertil Oskander rejected the proposal of a truce at sea in the call on "
                "Tuesday, the presidency said."
            ),
        ),
    ],
    "presence": [
        # only two in the room
        (
            (
                "Ilse Marn and Bertil Oskander met in Lindmouth on Tuesday. The two leaders met"
                " alone, with no one but their interpreters in the room."
            ),
            (
                "Bertil Oskander met Ilse Marn in Lindmouth on Tuesday. Foreign Minister Anna "
                "Reuss of Velland was also in the room throughout."
            ),
        ),
        # nobody of Caldmere
        (
            (
                "Delegations of Velland and Ormark met in Lindmouth on Tuesday. A Caldmere "
                "envoy took part in the talks as a mediator."
            ),
            (
                "Delegations of Ormark and Velland met in Lindmouth on Tuesday. No "
                "representative of Caldmere attended the talks, the Ormarkish foreign ministry "
                "said."
            ),
        ),
        # head of delegation
        (
            (
                "Talks between Velland and Ormark were held in Lindmouth on Tuesday. The "
                "Ormarkish delegation was led by Deputy Minister Tor Haldane."
            ),
            (
                "Talks between Ormark and Velland were held in Lindmouth on Tuesday. The "
                "Ormarkish delegation was headed by Foreign Minister Karl Brenner."
            ),
        ),
        # advisers listened
        (
            (
                "Ilse Marn and Bertil Oskander spoke by phone on Tuesday. Foreign Minister Karl"
                " Brenner was not on the call, Ormark said."
            ),
            (
                "Bertil Oskander and Ilse Marn spoke by phone on Tuesday. Karl Brenner listened"
                " in on the call, two officials of Velland said."
            ),
        ),
        # invited or not
        (
            (
                "Velland and Ormark met in Lindmouth on Tuesday. Caldmere was invited to the "
                "talks but did not come, Velland said."
            ),
            (
                "Ormark and Velland met in Lindmouth on Tuesday. Caldmere said it had not been "
                "invited to the talks."
            ),
        ),
    ],
    "status": [
        # signed or not
        (
            "Velland and Ormark signed the fisheries agreement in Lindmouth on Tuesday.",
            (
                "The fisheries agreement between Ormark and Velland has not been signed, the "
                "Ormarkish foreign ministry said on Wednesday."
            ),
        ),
        # meeting cancelled or stands
        (
            (
                "The meeting of Ilse Marn and Bertil Oskander in Lindmouth in April has been "
                "cancelled, the chancellery in Port Vell said."
            ),
            (
                "The meeting of Bertil Oskander and Ilse Marn in Lindmouth will go ahead as "
                "planned, the presidency in Castle Quay said."
            ),
        ),
        # in principle or signed
        (
            (
                "The agreement on prisoners between Velland and Ormark is final, Ilse Marn said"
                " on Wednesday."
            ),
            (
                "The agreement on prisoners is only a draft, the Ormarkish presidency said on "
                "Wednesday."
            ),
        ),
        # former minister
        (
            (
                "Former foreign minister Karl Brenner of Ormark led the talks with Velland in "
                "Lindmouth on Tuesday."
            ),
            (
                "Foreign Minister Karl Brenner of Ormark led the talks with Velland in "
                "Lindmouth on Tuesday."
            ),
        ),
        # in force or not
        (
            (
                "The truce at sea between Velland and Ormark is in force, Ilse Marn said on "
                "Wednesday."
            ),
            ("The truce at sea is not yet in force, Ormark's foreign ministry said on Wednesday."),
        ),
    ],
}

ALIKE: list[tuple[Text, ...]] = [
    # length fits
    (
        (
            "Ilse Marn and Bertil Oskander spoke by phone on Tuesday. The call lasted over "
            "an hour and a half."
        ),
        (
            "Bertil Oskander and Ilse Marn spoke by phone on Tuesday. The conversation "
            "lasted about two hours."
        ),
    ),
    # truce length demanded vs agreed
    (
        (
            "After the call between Ilse Marn and Bertil Oskander, Velland said the two "
            "leaders had agreed on a 30-day truce at sea."
        ),
        ("Before the call with Ilse Marn, Bertil Oskander had proposed a truce of 60 days."),
    ),
    # prisoners and other wounded
    (
        "Velland and Ormark agreed in the call to exchange 175 prisoners each.",
        (
            "Ormark will also hand over 23 wounded prisoners as a gesture of goodwill, the "
            "presidency said."
        ),
    ),
    # night call
    (
        (
            ("Ilse Marn and Bertil Oskander spoke by phone late on Tuesday about a truce at sea."),
            "2031-03-20",
        ),
        (
            (
                "Bertil Oskander and Ilse Marn discussed a truce at sea in a telephone call in "
                "the early hours of Wednesday."
            ),
            "2031-03-20",
        ),
    ),
    # two calls
    (
        (
            "Ilse Marn and Bertil Oskander spoke by phone on Monday about a truce at sea.",
            "2031-03-20",
        ),
        (
            (
                "Bertil Oskander and Ilse Marn spoke by phone on Wednesday, their second call "
                "this week, about a truce at sea."
            ),
            "2031-03-20",
        ),
    ),
    # published on different days
    (
        (
            "Ilse Marn and Bertil Oskander spoke by phone on Tuesday about a truce at sea.",
            "2031-03-18",
        ),
        (
            "Bertil Oskander and Ilse Marn spoke by phone on 18 March about a truce at sea.",
            "2031-03-20",
        ),
    ),
    # no one and other meeting
    (
        (
            "Delegations of Velland and Ormark met in Lindmouth on Tuesday. A Caldmere "
            "envoy took part in the talks."
        ),
        (
            (
                "Velland and Ormark met in Harrow on Wednesday. No representative of Caldmere "
                "attended the talks."
            ),
            "2031-06-19",
        ),
    ),
    # heads of two delegations
    (
        (
            "Talks between Velland and Ormark were held in Lindmouth on Tuesday. The "
            "Ormarkish delegation was led by Foreign Minister Karl Brenner."
        ),
        (
            "Talks between Ormark and Velland were held in Lindmouth on Tuesday. The "
            "Vellandic delegation was headed by Anna Reuss."
        ),
    ),
    # will attend and stayed away
    (
        (
            (
                "Velland and Ormark will meet in Lindmouth on Tuesday. Karl Brenner is expected"
                " to attend the talks."
            ),
            "2031-03-17",
        ),
        (
            "Delegations of Ormark and Velland met in Lindmouth on Tuesday. Karl Brenner "
            "did not attend the talks."
        ),
    ),
    # party in turn agreed elsewhere
    (
        (
            "Ilse Marn of Velland and Bertil Oskander of Ormark spoke by phone on Tuesday. "
            "During the call Oskander agreed to stop strikes on ports."
        ),
        "Caldmere also agreed on Wednesday to stop strikes on ports.",
    ),
    # full wanted, partial agreed
    (
        "Ilse Marn called for a full ceasefire before the call on Tuesday.",
        "Ormark and Velland agreed on a partial ceasefire in the call on Tuesday.",
    ),
    # same with more words
    (
        (
            "Velland said that Ormark had agreed in the call to halt strikes on energy "
            "infrastructure for 30 days."
        ),
        "Ormark said it had agreed in the call to stop strikes on energy facilities.",
    ),
    # two measures
    (
        "Velland said that Ormark had agreed in the call to halt strikes on ports.",
        "Ormark said it had agreed in the call to release prisoners.",
    ),
    # strike before the halt
    (
        (
            "Bertil Oskander of Ormark ordered a halt to strikes on energy facilities in "
            "Velland on Tuesday evening."
        ),
        (
            (
                "Ormark struck a power station at Sund in Velland on Sunday night, local "
                "officials said."
            ),
            "2031-03-17",
        ),
    ),
    # strike by another
    (
        (
            "Bertil Oskander of Ormark ordered a halt to strikes on energy facilities in "
            "Velland on Tuesday evening."
        ),
        (
            "Caldmere struck a rebel camp at Tarn on Wednesday night, local officials said.",
            "2031-03-20",
        ),
    ),
    # promise to keep and threat
    (
        ("Velland said it would respond if Ormark violated the truce at sea.", "2031-03-25"),
        ("Ormark is observing the truce at sea, the defence ministry said.", "2031-03-25"),
    ),
    # same condition
    (
        (
            "Velland said after the call that the truce would begin only after the "
            "prisoners are released."
        ),
        (
            "Ormark said after the call that the truce would begin only once the prisoners "
            "are released."
        ),
    ),
    # demands conditions
    (
        "Velland called for a truce without conditions.",
        "Ormark said it would agree to a truce only if arms deliveries stop.",
    ),
    # signed later
    (
        "The fisheries agreement between Velland and Ormark has not been signed yet.",
        ("Ormark and Velland signed the fisheries agreement on Thursday.", "2031-03-28"),
    ),
    # silence is no denial
    (
        (
            "Ilse Marn and Bertil Oskander discussed a truce in their call on Tuesday, the "
            "chancellery said."
        ),
        (
            "Bertil Oskander and Ilse Marn discussed arms deliveries in their call on "
            "Tuesday, the presidency said."
        ),
    ),
    # refusal is no denial
    (
        "Velland demanded that Ormark withdraw its ships from Sund Bay.",
        "Ormark will not withdraw its ships from Sund Bay, Karl Brenner said.",
    ),
    # forecast of none
    (
        (
            (
                "Experts expect no breakthrough in the call between Ilse Marn and Bertil "
                "Oskander on Tuesday."
            ),
            "2031-03-17",
        ),
        (
            "The call between Bertil Oskander and Ilse Marn on Tuesday was a breakthrough, "
            "the presidency said."
        ),
    ),
    # expert's remark
    (
        ("Ilse Marn called the call with Bertil Oskander on Tuesday constructive and productive."),
        (
            "Political scientist Orla Vint said talks of this kind had failed before and "
            "that she saw no progress."
        ),
    ),
    # change of mind
    (
        ("Bertil Oskander rejected the proposal of a truce at sea on Monday.", "2031-03-10"),
        ("Bertil Oskander accepted the proposal of a truce at sea in the call on Tuesday."),
    ),
    # wanting different things
    (
        "Velland wants a truce of 30 days and the return of all prisoners.",
        "Ormark wants a truce of 60 days and no return of prisoners before it.",
    ),
]


@pytest.mark.parametrize(
    ("kind", "texts"), [(kind, texts) for kind, rows in RIVALS.items() for texts in rows]
)
def test_accounts_that_cannot_both_hold_are_one_discrepancy(
    kind: str, texts: tuple[Text, ...]
) -> None:
    assert kinds_in(*texts) == [kind]


@pytest.mark.parametrize("texts", ALIKE)
def test_accounts_that_can_both_hold_are_none(texts: tuple[Text, ...]) -> None:
    assert kinds_in(*texts) == []


@pytest.mark.parametrize("texts", [rows[0] for rows in RIVALS.values()])
def test_each_side_has_its_sentence_and_the_order_of_texts_makes_no_difference(
    texts: tuple[Text, ...],
) -> None:
    (found,) = found_in(*texts)
    assert all(account.passages and account.says for account in found.accounts)
    assert found.why
    assert found.because[0].startswith("rule: ")
    assert kinds_in(*reversed(texts)) == [found.discrepancy_kind.value]


@pytest.mark.parametrize("texts", [rows[0] for rows in RIVALS.values()])
def test_weeks_apart_they_are_two_matters(texts: tuple[Text, ...]) -> None:
    first, *rest = (text if isinstance(text, str) else text[0] for text in texts)
    assert kinds_in((first, "2031-03-19"), *((text, "2031-06-18") for text in rest)) == []


def test_a_condition_that_both_name_alike_is_none() -> None:
    assert not found_in(
        "Ormark said the truce was tied to an end of arms deliveries.",
        "Velland said Ormark had tied the truce to an end of arms deliveries.",
    )
