"""The brief, or a selection, as one Word file."""

from dragoman.briefing.content import Brief
from dragoman.briefing.excerpt import Excerpt
from dragoman.briefing.word import sections
from dragoman.briefing.word.footnotes import Notes
from dragoman.briefing.word.package import package
from dragoman.briefing.word.story import Story
from dragoman.model.handling import Marking


def render_docx(brief: Brief) -> bytes:
    """Set the brief as a Word file: the same sections, sentences and notes as the page.

    The texts of the documents stay in the dossier; each citation is a real footnote. The same
    brief gives the same bytes. It names no author and no machine.
    """
    story = Story(Notes(brief.notes, {sheet.number: sheet for sheet in brief.documents}))
    sections.head(story, brief)
    sections.contacts(story, brief)
    sections.positions(story, brief)
    sections.commitments(story, brief)
    for title, items, empty in (
        ("What binds the parties", brief.constraints, "Nothing that binds a party was found."),
        ("What can be held out or withheld", brief.leverages, "No such thing was found."),
        ("What is tied to other matters", brief.linkages, "No such tie was found."),
        ("Deeds", brief.deeds, "No deed was found."),
    ):
        sections.section(story, title, items, empty)
    judged = (*brief.assessments, *brief.further_assessments)
    sections.section(story, "Assessments and forecasts", judged, "No assessment was found.")
    sections.hypotheses(story, brief.hypotheses)
    sections.deals(story, brief.deals)
    none = "No accounts that cannot all hold were found."
    sections.disputes(story, brief.discrepancies, empty=none)
    sections.people(story, brief)
    for title, remarks, empty in (
        ("Findings inside documents", brief.findings, "No fault was found."),
        ("Questions to the analyst", brief.questions, "Nothing was left open."),
        ("Skipped, and why", brief.skipped, "No file was skipped."),
        ("Corrections", brief.corrections, "Nobody has corrected an entry yet."),
    ):
        sections.remarks(story, title, remarks, empty)
    sections.documents(story, brief.documents)
    return package(story, title=f"{brief.name}: brief", label=_label(brief.marking))


def render_excerpt_docx(excerpt: Excerpt) -> bytes:
    """Set a selection as a Word file, with the same look and real footnotes."""
    story = Story(Notes(excerpt.notes, {sheet.number: sheet for sheet in excerpt.documents}))
    sections.handling(story, excerpt.marking)
    story.text(excerpt.name, "Title")
    story.text(f"{excerpt.as_of} {excerpt.age}")
    story.text(excerpt.saying, "Aside")
    for group in excerpt.groups:
        sections.section(story, group.title, group.items, "")
    if excerpt.disputes:
        sections.disputes(story, excerpt.disputes, empty="")
    sections.legend(story)
    sections.documents(story, excerpt.documents)
    return package(story, title=f"{excerpt.name}: selection", label=_label(excerpt.marking))


def _label(marking: Marking | None) -> str:
    return marking.mark.value if marking else ""
