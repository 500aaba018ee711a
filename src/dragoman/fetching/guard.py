"""The guard: which hosts may be asked, decided on the very addresses that are then connected to.

A name is looked up once for each request; every address it gives is judged before any is used, so
that neither a name that changes its address between check and use (DNS rebinding), nor one that
has a public and a private address, leads inside.
"""

import socket
from collections.abc import Callable, Sequence
from ipaddress import ip_address
from threading import Thread

from attrs import field, frozen

from dragoman.errors import FetchFailed, FetchRefused
from dragoman.fetching.addresses import Reach, reach_of
from dragoman.fetching.places import Place, host_named, place_of, refused

USUAL_PORTS = frozenset({80, 443, 8080, 8443})
"""The ports that web servers use."""

MAX_ADDRESSES = 4
"""How many of a host's addresses are tried."""

Resolver = Callable[[str, int, float], Sequence[str]]
"""From host, port and seconds left to the host's addresses, in order of preference.

Raises ``OSError`` where there are none.
"""

_INSIDE = {
    Reach.PRIVATE: "is on this machine or in its private network",
    Reach.NEVER: "is no address on the open internet",
}


def look_up(host: str, port: int, timeout_s: float) -> list[str]:
    """The addresses of a host, asked of the operating system.

    Raises:
        OSError: there are none, or the answer took too long.
    """
    found: list[str] = []
    faults: list[OSError] = []

    def ask() -> None:
        try:
            rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            found.extend(str(row[4][0]) for row in rows)
        except (OSError, UnicodeError) as fault:
            faults.append(fault if isinstance(fault, OSError) else OSError("no such name"))

    asking = Thread(target=ask, daemon=True)  # getaddrinfo cannot be broken off
    asking.start()
    asking.join(timeout_s)
    if faults or not found:
        raise faults[0] if faults else TimeoutError("no answer in time")
    return found


def _hosts(written: Sequence[str] | frozenset[str]) -> frozenset[str]:
    return frozenset(map(host_named, written))


@frozen(kw_only=True)
class Guard:
    """What may be asked for.

    ``private_hosts`` are hosts within this machine or network that the user has named on purpose:
    every page on them may then be read by whoever may fetch. They may only be asked for by the
    user; nothing outside them can send there. ``ports`` are allowed beside the usual ones.
    """

    private_hosts: frozenset[str] = field(default=frozenset(), converter=_hosts)
    ports: frozenset[int] = frozenset()
    resolve: Resolver = look_up

    def place(self, url: str, *, is_trusted: bool = True) -> Place:
        """The place of an address, if it may be asked for as far as its letters tell.

        Nothing is looked up.

        Raises:
            FetchRefused: it may not.
        """
        place = place_of(url)
        self.check_place(place, is_trusted=is_trusted)
        return place

    def check_place(self, place: Place, *, is_trusted: bool) -> None:
        """Refuse a port that is not for web servers, and a host that plainly leads inside.

        ``is_trusted``: see :meth:`addresses`.

        Raises:
            FetchRefused: it is so.
        """
        if place.port not in USUAL_PORTS | self.ports:
            raise refused(
                place.url,
                f"port {place.port} is not usual for the web",
                f"allow it with --allow-port {place.port} if you know the server",
            )
        if _is_literal(place.host):
            self._check_reach(place, [place.host], is_trusted and self.is_private_host(place))
        elif _is_this_machine(place.host) and not (is_trusted and self.is_private_host(place)):
            raise _inside(place, place.host, Reach.PRIVATE, may_be_private=False)

    def is_private_host(self, place: Place) -> bool:
        """Whether the user has allowed this host to be a private one."""
        return place.host in self.private_hosts

    def addresses(self, place: Place, timeout_s: float, *, is_trusted: bool) -> list[str]:
        """The addresses to connect to, each of them checked; the name is looked up once.

        ``is_trusted``: the user, or a page on a private host, has asked for this place; only then
        do ``private_hosts`` count.

        Raises:
            FetchRefused: one of them leads inside.
            FetchFailed: the name has no address.
        """
        found = [place.host] if _is_literal(place.host) else self._resolved(place, timeout_s)
        self._check_reach(place, found, is_trusted and self.is_private_host(place))
        return list(dict.fromkeys(found))[:MAX_ADDRESSES]

    def _resolved(self, place: Place, timeout_s: float) -> list[str]:
        try:
            return list(self.resolve(place.host, place.port, timeout_s))
        except OSError as error:
            raise FetchFailed(
                place.url,
                f"the name {place.host} cannot be looked up",
                "check its spelling and that this machine is online",
            ) from error

    def _check_reach(self, place: Place, addresses: Sequence[str], may_be_private: bool) -> None:
        """Refuse the place when one of its addresses leads further inside than allowed.

        Raises:
            FetchRefused: it does.
        """
        allowed = Reach.PRIVATE if may_be_private else Reach.PUBLIC
        for address in addresses:
            reach = reach_of(address)
            if reach > allowed:
                raise _inside(place, address, reach, may_be_private)


def _is_literal(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _is_this_machine(host: str) -> bool:
    """Whether a name means the machine itself, whoever looks it up (RFC 6761, section 6.3)."""
    return host == "localhost" or host.endswith(".localhost")


def _inside(place: Place, address: str, reach: Reach, may_be_private: bool) -> FetchRefused:
    leads = "" if address == place.host else f"{place.host} leads to {address}, which "
    advice = (
        f"if you mean this server, allow it with --allow-private {place.host}"
        if reach is Reach.PRIVATE and not may_be_private
        else "this cannot be allowed; save the page and add the file"
    )
    return refused(place.url, f"{leads}{_INSIDE[reach]}", advice)
