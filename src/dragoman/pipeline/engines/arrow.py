"""Items and answers as Arrow record batches: how they travel to and from a cluster.

Items: ``key`` (string), ``body`` (binary). Answers: ``key``, ``failure`` (string), ``seconds``
(double), and the answer itself: one column ``body``, or, where the work names a ``row``, a column
for each field of that record (text or bytes), so that another program can read what comes.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import attrs
import msgspec

from dragoman.pipeline.engines.work import Done, Item, Work

if TYPE_CHECKING:
    import pyarrow as pa

OWN = ("key", "failure", "seconds")


def batch_of_items(items: Iterable[Item]) -> "pa.RecordBatch":
    """The keys and bodies of items."""
    import pyarrow as pa

    rows = list(items)
    return pa.RecordBatch.from_arrays(
        [
            pa.array([item.key for item in rows], pa.string()),
            pa.array([item.body for item in rows], pa.large_binary()),
        ],
        names=["key", "body"],
    )


def batch_of_answers(answers: Iterable[Done], work: Work) -> "pa.RecordBatch":
    """Answers; what the work's ``row`` has as fields stands in columns of their names."""
    import pyarrow as pa

    done = list(answers)
    own = [
        pa.array([one.key for one in done], pa.string()),
        pa.array([one.failure for one in done], pa.string()),
        pa.array([one.seconds for one in done], pa.float64()),
    ]
    row = _row(work)
    if row is None:
        names, columns = ["body"], [pa.array([one.body for one in done], pa.large_binary())]
    else:
        names = [field.name for field in attrs.fields(row)]
        rows = [None if one.body is None else _unpacked(one.body, row) for one in done]
        columns = [
            pa.array(
                [None if one is None else getattr(one, field.name) for one in rows],
                pa.large_binary() if field.type is bytes else pa.string(),
            )
            for field in attrs.fields(row)
        ]
    return pa.RecordBatch.from_arrays([*own, *columns], names=[*OWN, *names])


def answers_of(batch: "pa.RecordBatch", work: Work) -> tuple[Done, ...]:
    """The answers in a record batch."""
    row = _row(work)
    return tuple(_answer(found, row) for found in batch.to_pylist())


def _answer(found: dict[str, Any], row: type | None) -> Done:
    own = {name: found.pop(name) for name in OWN}
    if own["failure"] is not None:
        body = None
    elif row is None:
        body = found["body"]
    else:
        body = msgspec.msgpack.encode(row(**found))
    return Done(body=body, **own)


def _row(work: Work) -> type | None:
    row: type | None = getattr(work, "row", None)
    return row


def _unpacked(body: bytes, row: type) -> Any:
    return msgspec.msgpack.decode(body, type=row)
