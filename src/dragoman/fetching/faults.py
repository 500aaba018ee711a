"""Faults: what goes wrong on the network, in words that a user can act on."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager

import httpcore

from dragoman.errors import FetchFailed
from dragoman.fetching.network import Deadline
from dragoman.fetching.places import shown

_ONLINE = "check that this machine is online, then try again"


@contextmanager
def told(url: str, deadline: Deadline) -> Iterator[None]:
    """Turn the faults of the network, while ``url`` is asked for, into :class:`FetchFailed`."""
    try:
        yield
    except httpcore.TimeoutException as fault:
        raise FetchFailed(shown(url), _late(deadline), "try again later") from fault
    except httpcore.ConnectError as fault:
        raise _unconnected(url, fault) from fault
    except httpcore.ProxyError as fault:
        reason = f"the proxy refused ({str(fault)[:80]})"
        raise FetchFailed(shown(url), reason, "check --proxy") from fault
    except (httpcore.RemoteProtocolError, httpcore.ReadError, httpcore.WriteError) as fault:
        reason = f"the answer broke off or is no sound HTTP ({str(fault)[:80].lower()})"
        raise FetchFailed(shown(url), reason, "try again later") from fault
    except (httpcore.LocalProtocolError, httpcore.UnsupportedProtocol) as fault:
        reason = f"cannot be asked for ({str(fault)[:80].lower()})"
        raise FetchFailed(shown(url), reason, "check the address") from fault


def _late(deadline: Deadline) -> str:
    if deadline.is_over:
        return f"took longer than the {deadline.seconds:g} s that are waited"
    return "did not answer in time"


def _unconnected(url: str, fault: Exception) -> FetchFailed:
    """The failure of a connection; where the certificate is at fault it says so."""
    cause: BaseException | None = fault
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            reason = f"its certificate is not sound ({cause.verify_message.lower()})"
            return FetchFailed(shown(url), reason, "do not trust the page before you know why")
        cause = cause.__cause__ or cause.__context__
    return FetchFailed(shown(url), f"no connection ({str(fault)[:80].lower()})", _ONLINE)
