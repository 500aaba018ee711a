"""The same file whatever the order of adding."""

from hypothesis import given, settings
from hypothesis import strategies as st
from resolution_builder import Story, settle

from dragoman.model import ContactStatus

NAMES = ("Ilse Marn", "Ilze Marn", "Marn", "Bertil Oskander", "Oskander", "Nils Oskander")
DAYS = (None, "2031-03-18", "2031-03-17/2031-03-19", "2031-03")


@st.composite
def _stories(draw: st.DrawFn) -> list[Story]:
    stories = []
    for number in range(draw(st.integers(2, 6))):
        story = Story(f"d{number}", draw(st.sampled_from((None, "2031-03-19", "2031-03-20"))))
        first, second = draw(st.sampled_from(NAMES[:3])), draw(st.sampled_from(NAMES[3:]))
        story.contact(
            ((first, "VEL"), (second, draw(st.sampled_from(("ORM", None))))),
            draw(st.sampled_from(DAYS)),
            status=draw(st.sampled_from((ContactStatus.HELD, ContactStatus.PLANNED))),
            topics=draw(st.sampled_from(((), ("inspections of trawlers",)))),
        )
        story.deed("VEL", "the harbour depot", draw(st.sampled_from((None, "2031-03-18"))))
        stories.append(story)
    return stories


@settings(max_examples=60, deadline=None)
@given(stories=_stories(), data=st.data())
def test_permuting_the_reports_gives_the_identical_file(
    stories: list[Story], data: st.DataObject
) -> None:
    assert settle(*stories) == settle(*data.draw(st.permutations(stories)))
