"""What entries are computed from."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from attrs import frozen

from dragoman.dossier import pack_report
from dragoman.model import Decision, Document, Reader, Report
from dragoman.pipeline.reuse import Texts, no_texts

if TYPE_CHECKING:
    from dragoman.encoder import EntailmentModel, SentenceModel

Packed = Callable[[Sequence[str]], Iterator[bytes]]
"""The reports on some documents, in their order, each as the dossier packs it."""


@frozen(kw_only=True)
class Material:
    """What entries are computed from: reports, documents, decisions.

    ``counting`` are the ids of the documents that reports may be on; ``reports`` fetches those on
    some of them, in their order, ``packed`` the same as the dossier packs them. ``heads`` are the
    documents by id, without their texts; those that are not among them are not known, and no report
    is on one of them. ``texts`` fetches documents with their texts; ``reader`` made the reports,
    and says which models judge them.
    """

    counting: Sequence[str]
    reports: Callable[[Sequence[str]], Iterator[Report]]
    packed: Packed
    heads: Mapping[str, Document]
    decisions: Sequence[Decision]
    reader: Reader
    texts: Texts = no_texts

    @classmethod
    def at_hand(
        cls,
        reports: Sequence[Report],
        heads: Mapping[str, Document],
        decisions: Sequence[Decision],
        reader: Reader,
        texts: Texts = no_texts,
    ) -> "Material":
        """The material of reports that are in memory."""
        kept = {report.document: report for report in reports}
        return cls(
            counting=tuple(kept),
            reports=lambda ids: (kept[one] for one in ids if one in kept),
            packed=lambda ids: (pack_report(kept[one]) for one in ids if one in kept),
            heads=heads,
            decisions=decisions,
            reader=reader,
            texts=texts,
        )

    def model(self) -> "SentenceModel | None":
        """What tells which sentences are alike; None for reports by rules."""
        from dragoman.pipeline.reading import sentence_model

        return sentence_model(self.reader)

    def judge(self) -> "EntailmentModel | None":
        """What tells which sentences cannot both hold; None for reports by rules."""
        from dragoman.pipeline.reading import entailment_judge

        return entailment_judge(self.reader)
