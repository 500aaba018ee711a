"""Attacks by layout: broken lines, lists, live blogs, posts quoted whole."""

import pytest
from attribution_attacks import Attack, Reader, Says, withstand

from dragoman.model import SegmentKind, Voice

LEAD = (
    "Negotiators of Karsland and Lomaria met for six hours in the customs house on Monday and "
    "parted without a date for the next round, in a week of heavy rain along the river."
)

BROKEN = (
    Attack(
        name="lines broken inside a quotation",
        text=(
            "“The sluice gates will stay shut until\nthe last prisoner has crossed the old\n"
            "bridge,” Tove Halvard said on Monday\nafter a meeting of the river commission."
        ),
        says=(Says(who="Halvard", cue="said", what="The sluice gates … bridge"),),
    ),
    Attack(
        name="words parted at the ends of lines",
        text=(
            "Tove Halvard said that the negotia-\ntors had agreed to release all hos-\n"
            "tages before the winter. The govern-\nment of Lomaria said nothing to that."
        ),
        says=(Says(who="Halvard", cue="said", what="the negotiators … the winter"),),
        nobody=("The government of Lomaria",),
    ),
    Attack(
        name="a blank line inside a sentence, as scanners leave them",
        text=(
            "Anton Marsk said that the water of the Sael would be shared and that\n\n"
            "the gates would open before the first of May at the very latest."
        ),
        says=(Says(who="Marsk", cue="said", what="the water … the very latest"),),
    ),
    Attack(
        name="page number between two halves of a sentence",
        text=(
            "Anton Marsk said that the water of the Sael would be shared and that\n\n"
            "Page 3 of 9\n\n"
            "the gates would open before the first of May at the very latest."
        ),
        says=(Says(who="Marsk", cue="said", what="the water … the very latest"),),
        nobody=("Page 3",),
        fails={"rules": "a sentence does not run on over a segment between its halves"},
    ),
    Attack(
        name="spaces around the marks, as scanners leave them",
        text='" The sluice gates stay shut until spring , " Halvard said on Monday.',
        says=(Says(who="Halvard", cue="said", what="The sluice gates … spring"),),
    ),
    Attack(
        name="invisible characters inside the words",
        text="“The sluice ga\u00adtes stay shut\u200b until spring,” Hal\u00advard said.",
        says=(Says(who="Halvard", cue="said", what="The sluice gates … until spring"),),
    ),
    Attack(
        name="mojibake for the marks",
        text="â€œThe sluice gates stay shut until spring,â€\x9d Halvard said.",
        says=(Says(who="Halvard", cue="said", what="The sluice gates … until spring"),),
    ),
)

LISTS = (
    Attack(
        name="a list of demands under its cue",
        text=(
            f"{LEAD}\n\nKarsland demands:\n\n- the release of all prisoners\n"
            "- the opening of the old bridge\n- a fine of nine million\n\nThe rain went on."
        ),
        says=(Says(who="Karsland", cue="demands", what="the release … nine million"),),
        segments=((SegmentKind.LIST, "the opening of the old bridge"),),
        nobody=("The rain went on",),
    ),
    Attack(
        name="a list of what somebody said, introduced by a colon",
        text=(
            f"{LEAD}\n\nHalvard said that three things were needed:\n\n"
            "• the guards would leave the dam;\n• the pumps would be repaired.\n\n"
            "The rain went on."
        ),
        says=(Says(who="Halvard", cue="said", what="three things … repaired"),),
        nobody=("The rain went on",),
    ),
    Attack(
        name="a numbered list of a plan's points",
        text=(
            f"{LEAD}\n\nAccording to Marsk, the plan has two steps:\n\n"
            "1. Both sides withdraw their guards.\n2. The bridge opens for trade.\n\n"
            "The rain went on."
        ),
        says=(Says(who="Marsk", cue="According", what="the plan … for trade"),),
        nobody=("The rain went on",),
    ),
    Attack(
        name="quoted paragraphs below a colon",
        text=(
            f"{LEAD}\n\nSpeaking to reporters, Halvard said:\n\n“The gates stay shut.”\n\n"
            "“We demand the same from Lomaria.”\n\nThe rain went on."
        ),
        says=(Says(who="Halvard", cue="said", what="The gates … from Lomaria"),),
        nobody=("The rain went on",),
    ),
    Attack(
        name="points with a bracket behind the number",
        text=f"{LEAD}\n\nThe document demands:\n\n1) the release of all prisoners;\n2) a fine.",
        says=(Says(who="The document", cue="demands", what="the release … fine"),),
        nobody=("1)",),
    ),
    Attack(
        name="a list that nobody leads in is the narrator's",
        text=f"{LEAD}\n\nThe delegations:\n\n- Karsland, six envoys\n- Lomaria, four envoys",
        nobody=("Karsland, six envoys", "Lomaria, four envoys"),
    ),
    Attack(
        name="a list whose every point has its own speaker",
        text=(
            f"{LEAD}\n\nWhat they said:\n\n- Halvard said the gates were shut.\n"
            "- Marsk said the gates were open."
        ),
        says=(
            Says(who="Halvard", cue="said", what="the gates were shut"),
            Says(who="Marsk", cue="said", what="the gates were open"),
        ),
        not_by=(("the gates were open", "Halvard"),),
    ),
    Attack(
        name="a block quotation under its speaker",
        text=(
            f"{LEAD}\n\nHalvard wrote to the commission:\n\n"
            "> We will open the gates in May.\n> We will not pay a fine.\n\nThe rain went on."
        ),
        says=(Says(who="Halvard", cue="wrote", what="We will open … a fine"),),
        nobody=("The rain went on",),
    ),
)

LIVE = (
    Attack(
        name="entries of a live blog with their times",
        text=(
            "14:05 Halvard says the gates will open in May.\n\n"
            "13:50 Marsk has left the building. “We are done,” he told reporters.\n\n"
            "13:20 Rain stops the ferries."
        ),
        says=(
            Says(who="Halvard", cue="says", what="the gates will open in May"),
            Says(who="he", cue="told", what="We are done"),
        ),
        nobody=("Rain stops the ferries", "14:05", "13:50"),
    ),
    Attack(
        name="a time with a dash before the entry",
        text=(
            "14.05 – Halvard says the gates will open in May.\n\n"
            "13.50 – Marsk leaves the building without a word to the press."
        ),
        says=(Says(who="Halvard", cue="says", what="the gates will open in May"),),
        nobody=("Marsk leaves", "14.05"),
    ),
    Attack(
        name="a time in brackets with a zone",
        text=(
            "[14:05 GMT] Halvard: “The gates open in May.”\n\n[13:50 GMT] The ferries have stopped."
        ),
        says=(Says(who="Halvard", cue=":", what="The gates open in May"),),
        nobody=("The ferries have stopped", "14:05"),
    ),
    Attack(
        name="a time on a line of its own",
        text=f"{LEAD}\n\n2:05 p.m.\n\nMarsk said the swap was off.\n\n1:40 p.m.\n\nRain fell.",
        says=(Says(who="Marsk", cue="said", what="the swap was off"),),
        segments=((SegmentKind.BYLINE, "2:05 p.m."), (SegmentKind.BYLINE, "1:40 p.m.")),
        nobody=("Rain fell",),
    ),
)

POSTS = (
    Attack(
        name="a post quoted whole with handle and date",
        text=(
            f"{LEAD}\n\nThe gates stay shut. We demand the release of all prisoners. "
            "— Tove Halvard (@tovehalvard) March 18, 2025\n\nThe rain went on."
        ),
        says=(Says(who="Tove Halvard", cue="—", what="The gates … prisoners"),),
        nobody=("March 18, 2025", "@tovehalvard", "The rain went on"),
        voices=(("We demand the release", Voice.SPEAKER),),
    ),
    Attack(
        name="a post quoted whole whose signature stands on its own line",
        text=(
            f"{LEAD}\n\nThe gates stay shut. We demand the release of all prisoners.\n"
            "— Tove Halvard (@tovehalvard) March 18, 2025\n\nThe rain went on."
        ),
        says=(Says(who="Tove Halvard", cue="—", what="The gates … prisoners"),),
        nobody=("March 18, 2025", "@tovehalvard", "The rain went on"),
    ),
    Attack(
        name="a post with its head before it",
        text=(
            f"{LEAD}\n\nAnton Marsk @antonmarsk · 18 Mar\n"
            "Lomaria will not pay for rain. We reject the fine.\n\nThe rain went on."
        ),
        says=(Says(who="Anton Marsk", what="Lomaria will not … the fine"),),
        nobody=("@antonmarsk", "The rain went on"),
        fails={
            "rules": "a post's head is not read as a label",
            "trained": "a post's head is not read as a label",
        },
    ),
    Attack(
        name="a quotation signed with a dash",
        text=(
            f"{LEAD}\n\n“A river has no owner, only neighbours.” — Anton Marsk\n\nThe rain went on."
        ),
        says=(Says(who="Anton Marsk", cue="—", what="A river … neighbours"),),
        nobody=("The rain went on",),
    ),
    Attack(
        name="a quotation signed on the next line",
        text=(
            f"{LEAD}\n\n“A river has no owner, only neighbours.”\n\n— Anton Marsk, president\n\n"
            "The rain went on."
        ),
        says=(Says(who="Anton Marsk", cue="—", what="A river … neighbours"),),
        nobody=("The rain went on",),
    ),
    Attack(
        name="a post as a block quotation with its signature in the block",
        text=(
            f"{LEAD}\n\n> The ceasefire is dead. We will release no prisoners.\n"
            "> — Anton Marsk (@marsk) March 3, 2025\n\nHe later deleted it."
        ),
        says=(Says(who="Anton Marsk", cue="—", what="The ceasefire … prisoners"),),
        nobody=("He later deleted it", "March 3, 2025"),
    ),
    Attack(
        name="a post that the sentence before leads in",
        text='Halvard posted on Chirper: "No gates, no deal. #Sael @lomaria https://ex.org/a"',
        says=(Says(who="Halvard", cue="posted", what="No gates … ex.org/a"),),
    ),
    Attack(
        name="a dash that only sets a clause apart signs nothing",
        text=f"{LEAD}\n\nThe board offered six per cent — Olin smiled.\n\nThe rain went on.",
        not_by=(("The board offered", "Olin"),),
    ),
)


@pytest.mark.parametrize("attack", [*BROKEN, *LISTS, *LIVE, *POSTS], ids=lambda a: a.name)
def test_layout_hides_no_speaker(attack: Attack, read: Reader) -> None:
    withstand(attack, read)
