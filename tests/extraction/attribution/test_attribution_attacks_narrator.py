"""Attacks on the narrator: what stands in marks, heads or captions and is nobody's statement."""

import pytest
from attribution_attacks import NOBODY, Attack, Reader, Says, withstand

from dragoman.model import Genre, SegmentKind, Voice

LEAD = (
    "Negotiators of Karsland and Lomaria met for six hours in the customs house on Monday and "
    "parted without a date for the next round, in a week of heavy rain along the river."
)

MARKED = (
    Attack(
        name="scare quotes",
        text="The so-called “ghost barges” left the harbour in March without their cargo.",
        nobody=("ghost barges",),
    ),
    Attack(
        name="scare quotes in single marks",
        text="The 'ghost barges' left the harbour in March without their cargo.",
        nobody=("ghost barges",),
    ),
    Attack(
        name="scare quotes beside a speaker of something else",
        text="Halvard, whose “iron week” ended on Friday, left the hall without a word.",
        nobody=("iron week",),
    ),
    Attack(
        name="the title of a book",
        text="His memoir, “The Long Way Down to the River and Back”, sold out within a week.",
        nobody=("The Long Way Down",),
    ),
    Attack(
        name="the title of a treaty",
        text="The “Treaty on the Fair Use of the Waters of the Upper Sael” was signed in 1962.",
        nobody=("Treaty on the Fair Use",),
    ),
    Attack(
        name="the title of a report that somebody wrote",
        text="Olin wrote “Seven Lessons from the Long Winter Strike of the Dockers” in 2011.",
        nobody=("Seven Lessons",),
    ),
    Attack(
        name="a term with its meaning",
        text="Engineers use “dead storage” for the water that lies below the lowest outlet.",
        nobody=("dead storage",),
    ),
    Attack(
        name="a term that a text defines",
        text="In the accord, “working day” means any day but Sunday and public holidays there.",
        nobody=("working day",),
    ),
    Attack(
        name="a nickname",
        text="Marsk, known at home as “the ferryman”, arrived by train on Monday evening.",
        nobody=("the ferryman",),
        fails={"trained": "one who is known as something is taken for attributed"},
    ),
    Attack(
        name="a slogan on a banner",
        text="Dockers carried a banner that read “No wage, no work” through the old town.",
        nobody=("Dockers carried",),
    ),
    Attack(
        name="plain telling with verbs that also say",
        text="The river adds silt to the plain, and the dam holds half of it back every year.",
        nobody=("silt", "half of it"),
    ),
    Attack(
        name="what was neither said nor asked",
        text="The convoy waited at the bridge for nine hours. Snow fell. The drivers slept.",
        nobody=("The convoy waited", "Snow fell", "The drivers slept"),
    ),
)

DISPLAYED = (
    Attack(
        name="a headline all in capitals is a headline",
        text=f"KARSLAND SHUTS THE GATES AS TALKS STALL\n\n{LEAD}",
        nobody=("KARSLAND SHUTS",),
        segments=((SegmentKind.HEADLINE, "KARSLAND SHUTS THE GATES"),),
    ),
    Attack(
        name="a speaker in a headline that ends in a colon is no turn",
        text=f"Halvard: Gates stay shut\n\n{LEAD}\n\nMarsk left at dawn.",
        segments=((SegmentKind.HEADLINE, "Halvard: Gates stay shut"),),
    ),
    Attack(
        name="a caption is nobody's",
        text=f"{LEAD}\n\nHalvard at the sluice on Monday. Photo: River Press\n\n{LEAD}",
        nobody=("at the sluice on Monday",),
        segments=((SegmentKind.CAPTION, "Halvard at the sluice"),),
    ),
    Attack(
        name="a quotation in capitals keeps its speaker",
        text="“WE WILL NOT SIGN,” Marsk said. The hall fell silent for a while after that.",
        says=(Says(who="Marsk", cue="said", what="WE WILL NOT SIGN"),),
        nobody=("The hall fell silent",),
    ),
    Attack(
        name="a pull quote set twice",
        text=(
            f"{LEAD}\n\n“Nobody drowns a neighbour”\n\n"
            "“Nobody drowns a neighbour,” Halvard said on the steps. She then flew home."
        ),
        says=(Says(who="Halvard", cue="said", what="Nobody drowns a neighbour"),),
        nobody=("She then flew home",),
    ),
    Attack(
        name="an editor's note inside a speech is the editor's",
        text=(
            "“They shut the gates in June [in fact in July – ed.] and left,” Marsk said on Monday."
        ),
        segments=((SegmentKind.EDITOR_NOTE, "in fact in July"),),
        nobody=("in fact in July",),
        says=(Says(who="Marsk", cue="said", what="They shut … and left"),),
    ),
)

TOLD = (
    Attack(
        name="the narrator between two speakers",
        text=(
            "Halvard said the water would flow again in May. The reservoir is a third full. "
            "Marsk said he did not believe a word of it."
        ),
        says=(
            Says(who="Halvard", cue="said", what="the water would flow again in May"),
            Says(who="Marsk", cue="said", what="he did not believe a word of it"),
        ),
        nobody=("The reservoir is a third full",),
    ),
    Attack(
        name="the narrator behind a closed quotation",
        text="“We are close,” Olin said. The strike has cost the port nine million a day.",
        says=(Says(who="Olin", cue="said", what="We are close"),),
        nobody=("The strike has cost",),
    ),
    Attack(
        name="an adverbial behind the cue is the narrator's",
        text="“We are close,” Olin said after the strike committee had left the building.",
        says=(Says(who="Olin", cue="said", what="We are close"),),
        nobody=("the strike committee had left",),
    ),
    Attack(
        name="what the narrator knows of the speaker",
        text="Olin, who led the strike of 2011, said the union wanted eight per cent.",
        says=(Says(who="Olin", cue="said", what="the union wanted eight per cent"),),
        nobody=("led the strike of 2011",),
    ),
    Attack(
        name="a demand that the narrator tells without anybody's word",
        text="Under the accord of 1962, Karsland must release the water of the Sael each May.",
        nobody=("Karsland must release",),
    ),
    Attack(
        name="an indirect question is no statement of its matter",
        text="Reporters asked whether Karsland would open the gates. Halvard shook her head.",
        not_by=(("Karsland would open", "Halvard"),),
    ),
    Attack(
        name="what one did not say is no statement of his",
        text="Halvard did not say whether Karsland would release the prisoners.",
        unsaid=("Karsland would release",),
    ),
    Attack(
        name="what one would not say is no statement of his",
        text="Halvard would not say if Karsland would release the prisoners.",
        unsaid=("Karsland would release",),
    ),
    Attack(
        name="a quotation that nobody speaks is not the narrator's",
        text=(
            f"{LEAD}\n\nThe statement in full:\n\n“Karsland rejects the fine. Karsland will "
            "release all prisoners by May.”\n\nThe rain went on."
        ),
        unsaid=("Karsland will release",),
        fails={"trained": "the statement that is quoted in full is taken for its speaker"},
    ),
    Attack(
        name="what we know is the narrator's",
        text=f"{LEAD}\n\nHere is what we know:\n\n- The talks are over.\n- The bridge is shut.",
        nobody=("The talks are over", "The bridge is shut"),
    ),
    Attack(
        name="it was reported that names nobody",
        text="It was reported that the hostages had been moved across the river at night.",
        says=(Says(cue="reported", what="the hostages … at night"),),
    ),
)

ASKED = (
    Attack(
        name="the premise of a question is not the answer's",
        text=(
            "Q: Your government has shut the gates and broken the treaty. Why?\n\n"
            "A: The gates are old and need repair.\n\nQ: Will you open them?\n\nA: In the spring."
        ),
        genre=Genre.INTERVIEW,
        segments=(
            (SegmentKind.QUESTION, "Your government has shut"),
            (SegmentKind.ANSWER, "The gates are old"),
        ),
        nobody=("Your government has shut",),
    ),
    Attack(
        name="labels of a transcript in capitals",
        text=(
            "REPORTER: Lomaria says that you stole the water, Minister. Did you?\n\n"
            "HALVARD: Nobody stole anything. The gates are under repair.\n\n"
            "REPORTER: When will they open?\n\nHALVARD: In the spring, when the rain comes."
        ),
        says=(
            Says(who="HALVARD", what="Nobody stole … under repair"),
            Says(who="HALVARD", what="In the spring, when the rain comes"),
            Says(who="Lomaria", cue="says", what="you stole … Minister"),
        ),
        not_by=(("you stole the water", "HALVARD"),),
        segments=((SegmentKind.QUESTION, "Lomaria says that"),),
    ),
    Attack(
        name="a question's premise is the interviewer's voice",
        text=(
            "Ada Orr, a journalist: Karsland demands the release of all prisoners. Is that so?\n\n"
            "Tove Halvard: We want the prisoners home. We demand a list of their names.\n\n"
            "Ada Orr: And the border?\n\nTove Halvard: The border stays open."
        ),
        voices=(("We demand a list", Voice.SPEAKER),),
        not_by=(("Karsland demands", "Halvard"),),
        says=(Says(who="Halvard", what="We want the prisoners … their names", under=NOBODY),),
    ),
    Attack(
        name="bare letters with full stops",
        text=(
            "Q. Are the hostages alive?\n\nA. All of them are alive. We saw them on Monday.\n\n"
            "Q. Where are they held?\n\nA. I cannot tell you that."
        ),
        genre=Genre.TRANSCRIPT,
        segments=(
            (SegmentKind.QUESTION, "Are the hostages alive?"),
            (SegmentKind.ANSWER, "All of them are alive"),
            (SegmentKind.QUESTION, "Where are they held?"),
        ),
        nobody=("Are the hostages alive",),
    ),
    Attack(
        name="labels with a dash",
        text=(
            "Interviewer — Did you offer six per cent?\n\nPetra Olin — We offered nothing. "
            "The harbour board did.\n\nInterviewer — And now?\n\nPetra Olin — Now we wait."
        ),
        genre=Genre.INTERVIEW,
        segments=(
            (SegmentKind.QUESTION, "Did you offer six per cent?"),
            (SegmentKind.ANSWER, "We offered nothing"),
        ),
        says=(Says(who="Petra Olin", what="We offered … did"),),
    ),
    Attack(
        name="one label to a line without blank lines",
        text=(
            "Q: Who holds the bridge?\nA: Our border guards hold it.\n"
            "Q: Since when?\nA: Since the ceasefire of Monday.\n"
        ),
        genre=Genre.TRANSCRIPT,
        segments=(
            (SegmentKind.QUESTION, "Who holds the bridge?"),
            (SegmentKind.ANSWER, "Our border guards"),
            (SegmentKind.ANSWER, "Since the ceasefire"),
        ),
    ),
    Attack(
        name="times before the labels of a transcript",
        text=(
            "[00:01:12] MARSK: We reject the fine.\n[00:01:20] HALVARD: Then no water.\n"
            "[00:01:31] MARSK: Is that a threat?\n[00:01:40] HALVARD: It is a fact.\n"
            "(Applause.)\n[00:01:55] MARSK: We leave."
        ),
        genre=Genre.TRANSCRIPT,
        says=(
            Says(who="MARSK", what="We reject the fine"),
            Says(who="HALVARD", what="It is a fact"),
            Says(who="MARSK", what="We leave"),
        ),
        segments=((SegmentKind.EDITOR_NOTE, "(Applause.)"),),
        nobody=("(Applause.)", "[00:01:55]"),
    ),
    Attack(
        name="a party to the talk who asks back is no interviewer",
        text=(
            "MARSK: We reject the fine.\n\nHALVARD: We demand the release of all prisoners.\n\n"
            "MARSK: Is that a threat?\n\nHALVARD: It is a fact.\n\nMARSK: We will not pay."
        ),
        genre=Genre.TRANSCRIPT,
        says=(
            Says(who="MARSK", what="We will not pay"),
            Says(who="HALVARD", what="We demand the release of all prisoners"),
        ),
        voices=(("We demand the release", Voice.SPEAKER),),
    ),
    Attack(
        name="whom the bare letter A stands for is told above",
        text=(
            f"{LEAD}\n\nQuestions to Tove Halvard\n\nQ: You broke the ceasefire. Why?\n\n"
            "A: We did not.\n\nQ: What do you want?\n\nA: We want the release of all prisoners."
        ),
        says=(Says(who="Tove Halvard", what="We want … prisoners"),),
        unsaid=("You broke the ceasefire",),
    ),
    Attack(
        name="a label in capitals is the person named above",
        text=(
            "Tove Halvard spoke to the Courier.\n\nREPORTER: You hold prisoners. Why?\n\n"
            "HALVARD: Nobody is held. We demand the release of all prisoners.\n\n"
            "REPORTER: When?\n\nHALVARD: In the spring."
        ),
        chains=(("We demand the release", "Tove Halvard"),),
        unsaid=("You hold prisoners",),
    ),
    Attack(
        name="an answer that quotes another",
        text=(
            "Q: What did Marsk say?\n\nHALVARD: He said: “There will be no water.” I laughed.\n\n"
            "Q: Why?\n\nHALVARD: Because rivers do not read decrees."
        ),
        genre=Genre.INTERVIEW,
        says=(
            Says(who="He", cue="said", what="There will be no water", under="HALVARD"),
            Says(who="HALVARD", what="He said … I laughed"),
        ),
        fails={"trained": "the quotation runs on into the words behind it"},
    ),
)


@pytest.mark.parametrize("attack", [*MARKED, *DISPLAYED, *TOLD, *ASKED], ids=lambda a: a.name)
def test_what_nobody_said_stays_the_narrators(attack: Attack, read: Reader) -> None:
    withstand(attack, read)
