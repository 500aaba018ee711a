"""The views of a dossier and the columns of its tables call the same things by the same names."""

from dragoman.columns import columns_of
from dragoman.dossier.views import COLUMNS, DECISION_FIELDS, DOCUMENT_FIELDS


def test_every_column_of_a_view_is_a_column_of_its_noun() -> None:
    views = {noun: set(columns) for noun, columns in COLUMNS.values()}
    views |= {"document": set(DOCUMENT_FIELDS), "decision": set(DECISION_FIELDS)}
    for noun, names in views.items():
        assert names <= {column.name for column in columns_of(noun)}, noun
