"""Attacks on chains: who reports whom, hidden speakers, and the outlet as the last link."""

import pytest
from attribution_attacks import NOBODY, Attack, Reader, Says, withstand

CITED = (
    Attack(
        name="an outlet that cites officials who tell of a third",
        text=(
            "The River Courier, citing two officials, reported that Marsk told Olin that "
            "Lomaria would demand the release of all prisoners."
        ),
        says=(
            Says(
                who="The River Courier", cue="reported", what="Marsk told … prisoners", under=NOBODY
            ),
            Says(
                who="two officials",
                cue="citing",
                what="Marsk told … prisoners",
                under="reported",
                hidden="two officials",
            ),
            Says(who="Marsk", cue="told", what="Lomaria would … prisoners", under="citing"),
        ),
        chains=(("Lomaria would demand", "Marsk", "officials", "River Courier"),),
    ),
    Attack(
        name="citing behind the report",
        text="The Courier reported that Karsland will open the gates, citing a person in the room.",
        says=(
            Says(who="The Courier", cue="reported", what="Karsland … the gates", under=NOBODY),
            Says(
                who="a person in the room",
                cue="citing",
                what="Karsland … the gates",
                under="reported",
                hidden="person",
            ),
        ),
        nobody=("a person in the room",),
    ),
    Attack(
        name="quoting a named person",
        text="The agency, quoting Olin, said the dockers would accept six per cent.",
        says=(
            Says(who="The agency", cue="said", what="the dockers … six per cent", under=NOBODY),
            Says(who="Olin", cue="quoting", what="the dockers … six per cent", under="said"),
        ),
    ),
    Attack(
        name="an outlet that cites another outlet",
        text="The Lantern, citing the Courier, wrote that the hostages had been moved.",
        says=(
            Says(who="The Lantern", cue="wrote", what="the hostages had been moved", under=NOBODY),
            Says(
                who="the Courier", cue="citing", what="the hostages had been moved", under="wrote"
            ),
        ),
    ),
    Attack(
        name="citing a reason is no chain",
        text="The board, citing high costs, said the harbour would close on Sundays.",
        says=(Says(who="The board", cue="said", what="the harbour … on Sundays", under=NOBODY),),
        not_by=(("the harbour would close", "high costs"),),
    ),
    Attack(
        name="citing those who asked not to be named hides them and not the outlet",
        text=(
            "Karsland would release all prisoners, the Lantern reported, citing two guards who "
            "asked not to be named because the list is secret."
        ),
        says=(
            Says(
                who="two guards",
                cue="citing",
                what="Karsland … prisoners",
                under="reported",
                hidden="asked not to be named",
            ),
        ),
        chains=(("Karsland would release", "two guards", "Lantern"),),
    ),
    Attack(
        name="the statement is the cited one's and the outlet only passes it on",
        text="The Courier reported that Karsland will release all prisoners, citing a person "
        "in the room.",
        chains=(("Karsland will release", "a person in the room", "Courier"),),
    ),
    Attack(
        name="citing between dashes",
        text="Olin – citing the Lantern – told members: “The board has offered nine per cent.”",
        says=(
            Says(who="Olin", cue="told", what="The board … per cent", under=NOBODY),
            Says(who="the Lantern", cue="citing", what="The board … per cent", under="told"),
        ),
    ),
    Attack(
        name="an aside inside what one says of another",
        text="Halvard said that, according to Marsk, the prisoners would be released in May.",
        says=(
            Says(who="Halvard", cue="said", what="according … in May", under=NOBODY),
            Says(who="Marsk", cue="according", what="the prisoners … in May", under="said"),
        ),
        chains=(("the prisoners would be released", "Marsk", "Halvard"),),
        fails={
            "rules": "the aside takes the conjunction before it with it",
            "trained": "the aside takes the conjunction before it with it",
        },
    ),
    Attack(
        name="an outlet quotes one as saying",
        text="The agency quoted Olin as saying that the strike would end on Friday.",
        says=(
            Says(who="Olin", cue="saying", what="the strike would end on Friday", under="quoted"),
        ),
    ),
    Attack(
        name="one is quoted by an outlet as saying",
        text="Olin was quoted by the Courier as saying that the strike would end on Friday.",
        says=(
            Says(who="Olin", cue="saying", what="the strike would end on Friday", under="quoted"),
        ),
    ),
    Attack(
        name="one was quoted as saying with nobody who quotes",
        text="Marsk was quoted as saying that the bridge belonged to Lomaria.",
        says=(Says(who="Marsk", cue="saying", what="the bridge belonged to Lomaria"),),
    ),
    Attack(
        name="one says something according to another",
        text="Lomaria would pay for the water, Marsk said, according to the Courier.",
        says=(
            Says(
                who="Marsk", cue="said", what="Lomaria would pay for the water", under="according"
            ),
            Says(who="the Courier", cue="according", what="Lomaria would … said", under=NOBODY),
        ),
    ),
    Attack(
        name="according to one at the head",
        text="According to Olin, Marsk said that the gates would open in May.",
        says=(
            Says(who="Olin", cue="According", what="Marsk said … in May", under=NOBODY),
            Says(who="Marsk", cue="said", what="the gates would open in May", under="According"),
        ),
    ),
    Attack(
        name="a report in the middle of its own content",
        text="Halvard, the agency Sael Press reported, would visit the dam on Friday.",
        says=(Says(who="Sael Press", cue="reported", what="Halvard … on Friday"),),
        not_by=(("would visit the dam", "Halvard"),),
        fails={"rules": "the parse makes the report a clause of the name before it"},
    ),
    Attack(
        name="a report of a statement of a wish",
        text="The Courier reported that Olin had said that the union wanted eight per cent.",
        says=(
            Says(
                who="Olin", cue="had said", what="the union wanted eight per cent", under="reported"
            ),
            Says(who="The Courier", cue="reported", what="Olin had said … per cent", under=NOBODY),
        ),
    ),
    Attack(
        name="the quotation in a chain is the inner speaker's",
        text="Olin said that Marsk had told her: “There will be no raise this year.”",
        says=(
            Says(who="Marsk", cue="told", what="There will be no raise this year", under="said"),
        ),
    ),
    Attack(
        name="the denial of a report",
        text="Halvard denied a report that Karsland had offered to share the dam.",
        says=(Says(who="Halvard", cue="denied", what="a report that … share the dam"),),
    ),
    Attack(
        name="a spokesman who passes on",
        text="Marsk’s spokesman said the president believed that the swap would go ahead.",
        says=(
            Says(who="spokesman", cue="said", what="the president … go ahead", under=NOBODY),
            Says(who="the president", cue="believed", what="the swap would go ahead", under="said"),
        ),
    ),
    Attack(
        name="what two speakers say beside each other is no chain",
        text="Halvard said the gates were shut, while Marsk said they had been forced open.",
        says=(
            Says(who="Halvard", cue="said", what="the gates were shut", under=NOBODY),
            Says(who="Marsk", cue="said", what="they had been forced open", under=NOBODY),
        ),
    ),
)

HIDDEN = (
    Attack(
        name="a person who asked not to be named, behind",
        text=(
            "The union will accept six per cent, according to a person who asked not to be named."
        ),
        says=(
            Says(
                who="a person",
                cue="according",
                what="The union … six per cent",
                hidden="asked not to be named",
            ),
        ),
        nobody=("to be named",),
    ),
    Attack(
        name="on condition of anonymity",
        text=(
            "“Both lists are final,” an official said on condition of anonymity because the "
            "talks are secret."
        ),
        says=(
            Says(
                who="an official",
                cue="said",
                what="Both lists are final",
                hidden="condition of anonymity",
            ),
        ),
    ),
    Attack(
        name="not authorised to speak",
        text=(
            "The swap is set for dawn, said a guard who was not authorised to speak to the press."
        ),
        says=(
            Says(
                who="a guard", cue="said", what="The swap is set for dawn", hidden="not authorised"
            ),
        ),
    ),
    Attack(
        name="speaking on background",
        text="A senior envoy, speaking on background, said the border would open in stages.",
        says=(
            Says(
                who="A senior envoy",
                cue="said",
                what="the border would open in stages",
                hidden="on background",
            ),
        ),
    ),
    Attack(
        name="who would not give her name",
        text="The clerk, who declined to give her name, told the Lantern that the archive burnt.",
        says=(
            Says(
                who="The clerk",
                cue="told",
                what="the archive burnt",
                hidden="declined to give her name",
            ),
        ),
        nobody=("to give her name",),
    ),
    Attack(
        name="both of whom asked to be hidden",
        text=(
            "Two people briefed on the talks, both of whom requested anonymity, said the board "
            "would pay."
        ),
        says=(
            Says(
                who="Two people",
                cue="said",
                what="the board would pay",
                hidden="requested anonymity",
            ),
        ),
    ),
    Attack(
        name="whose name is withheld",
        text="A hostage’s brother, whose name is being withheld, said he had heard nothing.",
        says=(
            Says(
                who="brother",
                cue="said",
                what="he had heard nothing",
                hidden="name is being withheld",
            ),
        ),
    ),
    Attack(
        name="who spoke on the condition that he not be identified",
        text=(
            "A harbour pilot, who spoke on the condition that he not be identified, said the "
            "barges carried grain."
        ),
        says=(
            Says(
                who="A harbour pilot",
                cue="said",
                what="the barges carried grain",
                hidden="condition that he not be identified",
            ),
        ),
    ),
    Attack(
        name="sources familiar with the matter",
        text="Sources familiar with the talks said the board would offer seven per cent.",
        says=(
            Says(
                who="Sources",
                cue="said",
                what="the board … seven per cent",
                hidden="Sources familiar with the talks",
            ),
        ),
    ),
    Attack(
        name="one who is named is not hidden by another who is",
        text=(
            "Olin said the offer was poor. A colleague who asked not to be named said it was fair."
        ),
        says=(Says(who="A colleague", cue="said", what="it was fair", hidden="not to be named"),),
    ),
    Attack(
        name="anonymity that a speaker talks of hides nobody",
        text="Olin said that “anonymous letters” had reached the strike committee.",
        says=(Says(who="Olin", cue="said", what="anonymous letters” … committee"),),
    ),
    Attack(
        name="the declining of a comment is no statement",
        text="A clerk who declined to be identified said the archive had burnt down.",
        says=(
            Says(
                who="A clerk",
                cue="said",
                what="the archive had burnt down",
                hidden="declined to be identified",
            ),
        ),
        nobody=("to be identified",),
    ),
)


@pytest.mark.parametrize("attack", [*CITED, *HIDDEN], ids=lambda a: a.name)
def test_a_chain_keeps_every_link_and_every_mask(attack: Attack, read: Reader) -> None:
    withstand(attack, read)
