"""Attacks by quotation marks: other languages' marks, single, missing, running on, nested."""

import pytest
from attribution_attacks import NOBODY, Attack, Reader, Says, withstand

from dragoman.model import AttributionKind

DIRECT, MIXED = AttributionKind.DIRECT, AttributionKind.MIXED

MARKS = (
    Attack(
        name="typographic marks",
        text="“The sluice gates stay shut until spring,” Halvard said.",
        says=(Says(who="Halvard", cue="said", what="The sluice … until spring", kind=DIRECT),),
    ),
    Attack(
        name="straight marks",
        text='"The sluice gates stay shut until spring," Halvard said.',
        says=(Says(who="Halvard", cue="said", what="The sluice … until spring", kind=DIRECT),),
    ),
    Attack(
        name="French marks with their spaces",
        text="« The sluice gates stay shut until spring », Halvard said.",
        says=(Says(who="Halvard", cue="said", what="The sluice … until spring", kind=DIRECT),),
    ),
    Attack(
        name="French marks with no-break spaces",
        text="Marsk replied: «\u00a0The canal belongs to nobody.\u00a0»",
        says=(Says(who="Marsk", cue="replied", what="The canal … nobody", kind=DIRECT),),
    ),
    Attack(
        name="French marks without spaces",
        text="«We will pay for the water,» said Marsk on Tuesday.",
        says=(Says(who="Marsk", cue="said", what="We will pay for the water", kind=DIRECT),),
    ),
    Attack(
        name="German marks",
        text="„We will pay for the water“, Marsk said on Tuesday.",
        says=(Says(who="Marsk", cue="said", what="We will pay for the water", kind=DIRECT),),
    ),
    Attack(
        name="German marks closed as the Poles do",
        text="„We will pay for the water”, Marsk said on Tuesday.",
        says=(Says(who="Marsk", cue="said", what="We will pay for the water", kind=DIRECT),),
    ),
    Attack(
        name="German marks that point inwards",
        text="»We will pay for the water«, Marsk said on Tuesday.",
        says=(Says(who="Marsk", cue="said", what="We will pay for the water", kind=DIRECT),),
    ),
    Attack(
        name="single typographic marks with an apostrophe inside",
        text="‘We don’t sell the river’s water by the litre,’ Halvard said.",
        says=(Says(who="Halvard", cue="said", what="We don’t sell … the litre", kind=DIRECT),),
    ),
    Attack(
        name="single straight marks with an apostrophe inside",
        text="'We don't sell the river's water by the litre,' Halvard said.",
        says=(Says(who="Halvard", cue="said", what="We don't sell … the litre", kind=DIRECT),),
    ),
    Attack(
        name="low and high single marks",
        text="‚We will pay for the water‘, Marsk said on Tuesday.",
        says=(Says(who="Marsk", cue="said", what="We will pay for the water", kind=DIRECT),),
    ),
    Attack(
        name="TeX's marks",
        text="``We will pay for the water,'' Marsk said on Tuesday.",
        says=(Says(who="Marsk", cue="said", what="We will pay for the water", kind=DIRECT),),
    ),
    Attack(
        name="a comma behind the closing mark",
        text='"The gates stay shut", Halvard insisted. "We owe it to the farmers."',
        says=(Says(who="Halvard", cue="insisted", what="The gates … the farmers", kind=DIRECT),),
    ),
    Attack(
        name="typographic opening and straight closing mark",
        text='“The sluice gates stay shut until spring," Halvard said. Rain fell all day.',
        says=(Says(who="Halvard", cue="said", what="The sluice … until spring", kind=DIRECT),),
        nobody=("Rain fell all day",),
    ),
    Attack(
        name="both marks closing ones, as some typists set them",
        text="”The sluice gates stay shut until spring,” Halvard said. Rain fell all day.",
        says=(Says(who="Halvard", cue="said", what="The sluice … until spring", kind=DIRECT),),
        nobody=("Rain fell all day",),
    ),
    Attack(
        name="a quotation cut in two by its speaker",
        text="“The gates,” said Halvard, “will stay shut until the spring.”",
        says=(Says(who="Halvard", cue="said", what="The gates … the spring", kind=DIRECT),),
    ),
    Attack(
        name="partly quoted words are mixed",
        text="Halvard said the dam was “a knife at our throat” and had to go.",
        says=(Says(who="Halvard", cue="said", what="the dam … had to go", kind=MIXED),),
        fails={"rules": "the parse hangs the second half on the verb of saying"},
    ),
)

BROKEN = (
    Attack(
        name="a missing closing mark holds to the paragraph's end",
        text=(
            "“The hostages will be home by Friday, Marsk said at the border post.\n\n"
            "The first buses left the camp at noon and nobody was hurt on the way."
        ),
        nobody=("The first buses left",),
    ),
    Attack(
        name="a missing closing mark does not swallow the next quotation's speaker",
        text=(
            "“The hostages are safe, said Marsk.\n\n"
            "“We have seen no list so far,” Halvard answered on Monday."
        ),
        says=(Says(who="Halvard", cue="answered", what="We have seen no list so far"),),
        not_by=(("We have seen no list", "Marsk"),),
    ),
    Attack(
        name="a missing closing mark whose words end at the cue's comma",
        text="“The hostages will be home by Friday, Marsk said. He then left for the capital.",
        says=(Says(who="Marsk", cue="said", what="The hostages … by Friday"),),
        nobody=("He then left for the capital",),
    ),
    Attack(
        name="a missing opening mark",
        text='The hostages will be home by Friday," Marsk said. He then left for the capital.',
        says=(Says(who="Marsk", cue="said", what="The hostages … by Friday"),),
        nobody=("He then left for the capital",),
    ),
    Attack(
        name="a speech over three paragraphs with re-opened marks",
        text=(
            "“The swap begins at the old bridge,” Olin said. “Both lists are final.\n\n"
            "“Nobody will be handed over at night.\n\n"
            "“The Red Lantern society will count them.”\n\n"
            "The bridge was closed to traffic on Sunday."
        ),
        says=(Says(who="Olin", cue="said", what="The swap begins … will count them"),),
        nobody=("The bridge was closed",),
    ),
    Attack(
        name="a speech with straight marks re-opened",
        text=(
            'Olin said: "The swap begins at the old bridge.\n\n'
            '"Nobody will be handed over at night."\n\n'
            "The bridge was closed to traffic on Sunday."
        ),
        says=(Says(who="Olin", cue="said", what="The swap begins … at night", kind=DIRECT),),
        nobody=("The bridge was closed",),
    ),
    Attack(
        name="French marks re-opened in front of each paragraph",
        text=(
            "Olin said: « The swap begins at the old bridge.\n\n"
            "« Nobody will be handed over at night. »"
        ),
        says=(Says(who="Olin", cue="said", what="The swap begins … at night"),),
    ),
    Attack(
        name="a new speaker ends a speech that was never closed",
        text=(
            "“Both lists are final,” Olin said. “We go at dawn.\n\n"
            "Halvard said: “We have not seen any list.”"
        ),
        says=(Says(who="Halvard", cue="said", what="We have not seen any list"),),
        not_by=(("We have not seen any list", "Olin"),),
    ),
)

NESTED = (
    Attack(
        name="single marks inside double ones",
        text="“Marsk told me: ‘You will get no water.’ That was all,” Halvard said.",
        says=(
            Says(who="Halvard", cue="said", what="Marsk told me … That was all", under=NOBODY),
            Says(who="Marsk", cue="told", what="You will get no water", under="said"),
        ),
    ),
    Attack(
        name="double marks inside single ones",
        text="‘Marsk told me: “You will get no water.” That was all,’ Halvard said.",
        says=(
            Says(who="Halvard", cue="said", what="Marsk told me … That was all", under=NOBODY),
            Says(who="Marsk", cue="told", what="You will get no water", under="said"),
        ),
    ),
    Attack(
        name="the same marks inside one another",
        text="« Marsk told me: « You will get no water. » That was all », Halvard said.",
        says=(Says(who="Halvard", cue="said", what="Marsk told me … That was all"),),
    ),
    Attack(
        name="typographic marks inside typographic ones",
        text="“The so-called “dry clause” is dead and will not come back,” Halvard said.",
        says=(Says(who="Halvard", cue="said", what="The so-called … will not come back"),),
    ),
    Attack(
        name="a term in single marks inside speech ends no speech",
        text="“The ‘dry clause’ is dead and will not come back,” Halvard said.",
        says=(Says(who="Halvard", cue="said", what="The ‘dry clause’ … will not come back"),),
    ),
)


@pytest.mark.parametrize("attack", [*MARKS, *BROKEN, *NESTED], ids=lambda a: a.name)
def test_quotations_of_every_style_keep_their_speaker(attack: Attack, read: Reader) -> None:
    withstand(attack, read)
