import pytest

from dragoman.dossier import ServerPlace, place_of
from dragoman.dossier.postgresql_faults import fault_of_server
from dragoman.errors import (
    DossierDamaged,
    DossierError,
    DossierLocked,
    DossierReadOnly,
    DossierUnreachable,
)


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("55P03", DossierLocked),
        ("40001", DossierLocked),
        ("53100", DossierReadOnly),
        ("25006", DossierReadOnly),
        ("57014", DossierUnreachable),
        ("57P01", DossierUnreachable),
        ("08006", DossierUnreachable),
        ("42P01", DossierDamaged),
        ("XX001", DossierDamaged),
        (None, DossierDamaged),
    ],
)
def test_each_code_of_the_server_is_told_in_words_without_a_secret(
    code: str | None, kind: type[DossierError]
) -> None:
    class Refused(Exception):
        sqlstate = code

    place = place_of("postgresql://ana:hush@db.example/desk?schema=talks")
    assert isinstance(place, ServerPlace)
    told = fault_of_server(place, Refused("no use of hush here\nDETAIL: words of a text"))
    assert type(told) is kind
    assert "hush" not in str(told)
    assert "words of a text" not in str(told)
