"""The draft as TOML, each table under the sentences that it rests on."""

import re
from collections.abc import Iterable, Mapping, Sequence

from dragoman.model import Document, Estimate, Issue, Proviso, Ratification
from dragoman.pipeline.drafting.records import Evidence, Verdict

_BARE = re.compile(r"[A-Za-z0-9_-]+")
HEAD = (
    "# Drafted by dragoman from the dossier. Check every number against its sentence; what the",
    "# texts do not say is left out and asked below. Weights and reservations are the analyst's.",
)
QUESTIONS = "# Questions to the analyst"


def write_preference(
    party: str,
    issue: Issue,
    verdicts: Sequence[Verdict],
    because: Sequence[str],
    documents: Mapping[str, Document],
) -> str:
    """One ``[preference.PARTY.ISSUE]`` table with its sentences as comments."""
    lines = [""]
    for verdict in verdicts:
        lines += [f"# {verdict.option}: {verdict.how}"]
        lines += sentences(verdict.evidence, documents)
    told = {v.option for v in verdicts if v.score is not None}
    lines.append(f"[preference.{key(party)}.{key(issue.id)}]")
    lines.append("# weight = [ , ]           # nothing in the texts tells it")
    scores = ", ".join(
        f"{key(v.option)} = {number(v.score)}" for v in verdicts if v.score is not None
    )
    if scores:
        lines.append(f"score = {{ {scores} }}")
    lines += [f"# {o.id} =                  # not found" for o in issue.options if o.id not in told]
    reds = ", ".join(f"{key(v.option)} = {number(v.red)}" for v in verdicts if v.red is not None)
    if reds:
        lines.append(f"red_lines = {{ {reds} }}")
    lines.append(f"because = {listed(because)}")
    return "\n".join(lines) + "\n"


def write_proviso(
    proviso: Proviso, evidence: Iterable[Evidence], documents: Mapping[str, Document]
) -> str:
    """One ``[[condition]]`` table."""
    return "\n".join(
        [
            "",
            *sentences(evidence, documents),
            "[[condition]]",
            f"party = {text(proviso.party)}",
            f"option = {text(str(proviso.choice))}",
            f"only_with = {listed(str(choice) for choice in proviso.only_with)}",
            f"sure = {number(proviso.sure)}",
            f"because = {listed(proviso.because)}",
            "",
        ]
    )


def write_ratification(one: Ratification, words: str) -> str:
    """One ``[[ratification]]`` table; who sits in the body stays a question."""
    lines = ["", f"# “{clean(words)}”", "[[ratification]]"]
    lines += [f"party = {text(one.party)}", f"body = {text(one.body)}"]
    if one.rule:
        lines.append(f"rule = {text(one.rule)}")
    if one.needs is not None:
        lines.append(f"needs = {one.needs:g}")
    return "\n".join([*lines, f"because = {listed(one.because)}", ""])


def sentences(evidence: Iterable[Evidence], documents: Mapping[str, Document]) -> list[str]:
    """A comment with outlet, day and the exact sentence, once for each sentence."""
    found: dict[str, None] = {}
    for one in evidence:
        found[f"#   {told_by(one, documents)}: “{clean(one.stand.sentence.exact)}”"] = None
    return list(found)


def told_by(one: Evidence, documents: Mapping[str, Document]) -> str:
    """The outlet and day of a piece of evidence, as far as they are known."""
    document = documents[one.stand.sentence.document]
    outlet = document.outlet or document.title or document.path or document.id
    return clean(f"{outlet}, {one.stand.on or 'day unknown'}")


def clean(words: str) -> str:
    """Words on one line, without what TOML forbids in a comment (1.0.0, section Comment)."""
    return re.sub(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]", "", " ".join(words.split()))


def text(words: str) -> str:
    """A TOML basic string, in double quotes."""
    quoted = words.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + re.sub(r"[\x00-\x1f\x7f]", lambda c: f"\\u{ord(c[0]):04x}", quoted) + '"'


def key(name: str) -> str:
    """A TOML key, quoted where it must be."""
    return name if _BARE.fullmatch(name) else text(name)


def listed(words: Iterable[str]) -> str:
    """A TOML array of texts."""
    return "[" + ", ".join(text(word) for word in words) + "]"


def number(estimate: Estimate) -> str:
    """An estimate as ``estimates.read_estimate`` reads it."""
    if estimate.low == estimate.high:
        return repr(float(estimate.low))
    return f"[{float(estimate.low)!r}, {float(estimate.high)!r}]"
