"""Messages say what happened, where, and what to do."""

import pytest

from dragoman import errors


@pytest.mark.parametrize(
    ("error", "caught_as"),
    [
        (errors.UnknownEntry("abc"), KeyError),
        (errors.BadNegotiation("n.toml", "no TOML"), ValueError),
        (errors.UnreadableDocument("a.pdf", "no text layer", "run OCR first"), ValueError),
        (errors.PassageLost("d", 1, 2, "x"), LookupError),
        (errors.DossierTooNew("d.dragoman", 9, 1), OSError),
        (errors.DossierLocked("d.dragoman"), errors.DossierError),
    ],
)
def test_an_error_is_caught_as_the_built_in_a_caller_expects(
    error: Exception, caught_as: type[Exception]
) -> None:
    assert isinstance(error, caught_as)
    assert isinstance(error, errors.DragomanError)


def test_a_message_is_one_plain_line_with_the_way_out() -> None:
    message = str(errors.DossierTooNew("talks.dragoman", 9, 1))
    assert message.startswith("talks.dragoman: ")
    assert "install the newer dragoman" in message
    assert "\n" not in message
    assert str(errors.UnknownEntry("abc")) == "no entry 'abc'; list the ids with a listing's --json"


def test_the_tree_drawn_in_the_docstring_is_the_tree() -> None:
    names = {
        name
        for name, value in vars(errors).items()
        if isinstance(value, type) and issubclass(value, Exception)
    }
    drawn = errors.__doc__ or ""
    assert {name for name in names if name not in drawn} == set()
