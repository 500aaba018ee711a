"""The draft's TOML says what was judged, whatever the names and sentences are."""

from hypothesis import given
from hypothesis import strategies as st

from dragoman.model import Basis, Choice, Document, Estimate, Issue, Option, Passage, Proviso
from dragoman.pipeline.drafting.records import Evidence, Force, Stand, Verdict
from dragoman.pipeline.drafting.scoring import preference_of
from dragoman.pipeline.drafting.writing import write_preference, write_proviso
from dragoman.pipeline.negotiation import parse_negotiation

NAMES = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=12).filter(
    lambda name: bool(name.strip()) and name not in ("reservation", "power", "because")
)
SHARES = st.floats(0, 1).map(lambda value: round(value, 2))
ESTIMATES = st.tuples(SHARES, SHARES).map(lambda pair: Estimate(low=min(pair), high=max(pair)))


def shown(sentence: str, outlet: str) -> tuple[Evidence, dict[str, Document]]:
    passage = Passage(document="d", start=0, end=len(sentence), exact=sentence)
    stand = Stand(
        party="P",
        force=Force.DEMANDED,
        words=sentence,
        context=sentence,
        sentence=passage,
        basis=Basis.OWN_WORDS,
        on="2031-01-02",
    )
    evidence = Evidence(
        issue="i", option="o", is_for=True, stand=stand, likeness=1.0, how="words and numbers"
    )
    return evidence, {"d": Document(id="d", outlet=outlet, text=sentence)}


@given(
    party=NAMES,
    issue=NAMES,
    options=st.lists(NAMES, min_size=1, max_size=4, unique=True),
    estimate=ESTIMATES,
    red=st.none() | ESTIMATES,
    sentence=st.text(max_size=60),
    outlet=st.text(min_size=1, max_size=20),
    because=st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=30), max_size=2),
)
def test_what_is_written_is_read_back(
    party: str,
    issue: str,
    options: list[str],
    estimate: Estimate,
    red: Estimate | None,
    sentence: str,
    outlet: str,
    because: list[str],
) -> None:
    evidence, documents = shown(sentence, outlet)
    told = Issue(id=issue, label="L", options=tuple(Option(id=o, label=o) for o in options))
    verdicts = [
        Verdict(option=options[0], score=estimate, how="demanded", red=red, evidence=(evidence,))
    ]
    text = write_preference(party, told, verdicts, because, documents)
    read = parse_negotiation(text).preferences
    assert read == (preference_of(party, issue, verdicts, because),)


@given(party=NAMES, sentence=st.text(max_size=60))
def test_a_condition_is_read_back(party: str, sentence: str) -> None:
    evidence, documents = shown(sentence, "The Ledger")
    proviso = Proviso(
        party=party,
        choice=Choice(issue="a.b", option="c"),
        only_with=(Choice(issue="d", option="e"),),
        sure=Estimate(low=0.7, high=1.0),
        because=("statement:1234",),
    )
    text = write_proviso(proviso, [evidence], documents)
    assert parse_negotiation(text).provisos == (proviso,)
