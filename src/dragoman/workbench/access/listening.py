"""Listening: where the server may be reached, and what it refuses to do without TLS."""

import errno
import ipaddress
import socket
import ssl
import sys
from pathlib import Path

from attrs import frozen

from dragoman.errors import BadRequest

PORTS_TRIED = 20
"""How many ports beyond the one wished for are tried."""


@frozen(kw_only=True)
class Door:
    """Where to listen, and under which conditions. ``host`` is an address; ``proxy`` an address
    or network whose word about the browser's address is taken."""

    host: str
    port: int
    certificate: Path | None = None
    key: Path | None = None
    proxy: str | None = None

    @property
    def is_secure(self) -> bool:
        """Whether browsers come over TLS, of this server's own or the proxy's."""
        return self.certificate is not None or self.proxy is not None


def door(
    host: str,
    port: int,
    *,
    is_team: bool,
    certificate: Path | None = None,
    key: Path | None = None,
    proxy: str | None = None,
) -> Door:
    """The door asked for, unless it would let strangers in or passwords out.

    Raises:
        BadRequest: beyond this machine without accounts, or without TLS; a certificate that
            cannot be used; a proxy that is no address.
    """
    address = _address(host)
    is_beyond = not ipaddress.ip_address(address.partition("%")[0]).is_loopback
    if not is_team and (is_beyond or proxy):
        raise BadRequest(
            f"without accounts the workbench is for this machine only, not for {host}; give --team "
            "(and make a first editor: dragoman team add NAME --role editor)"
        )
    if (certificate is None) != (key is None):
        raise BadRequest("--tls-cert and --tls-key go together; give both")
    if is_beyond and certificate is None and proxy is None:
        raise BadRequest(
            f"it does not listen on {host} without TLS, for passwords would cross the network in "
            "clear; give --tls-cert and --tls-key, or --behind-proxy ADDRESS where a proxy at that "
            "address does the TLS"
        )
    if certificate is not None and key is not None:
        _require_pair(certificate, key)
    if proxy is not None:
        _require_proxy(proxy)
    return Door(host=address, port=port, certificate=certificate, key=key, proxy=proxy)


def _address(host: str) -> str:
    """The address that a host name means on this machine.

    Raises:
        BadRequest: it has none.
    """
    if host.lower() == "localhost":
        return "127.0.0.1"
    name = host.removeprefix("[").removesuffix("]")
    try:
        found = socket.getaddrinfo(name, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise BadRequest(f"there is no address {host!r} on this machine; see --host") from error
    return str(found[0][4][0])


def _require_pair(certificate: Path, key: Path) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    try:
        context.load_cert_chain(certificate, key, password=lambda: "")
    except (OSError, ssl.SSLError) as error:
        raise BadRequest(
            f"{certificate} and {key} cannot be used for TLS ({error}); "
            "give a certificate and its own key without a password, both as PEM"
        ) from error


def _require_proxy(proxy: str) -> None:
    try:
        network = ipaddress.ip_network(proxy, strict=False)
    except ValueError as error:
        raise BadRequest(f"{proxy!r} is no address; give the proxy's, such as 127.0.0.1") from error
    if network.prefixlen < (8 if network.version == 4 else 32):
        raise BadRequest(f"{proxy!r} would trust half the world; give the proxy's own address")


def bound(place: Door) -> socket.socket:
    """A listening socket on the door's port, or on the next one that is free.

    The kernel keeps those waiting who come before the server is ready.

    Raises:
        BadRequest: no port is free, or the address is not this machine's.
    """
    for port in _ports(place.port):
        # Named TCP, or asyncio leaves Nagle's algorithm on, and each answer waits 40 ms for itself.
        family = socket.AF_INET6 if ":" in place.host else socket.AF_INET
        made = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        try:
            _claim(made, place.host, port)
        except OSError as error:
            made.close()
            if error.errno not in (errno.EADDRINUSE, errno.EACCES):
                raise BadRequest(
                    f"cannot listen on {place.host} port {port} ({error.strerror}); see --host"
                ) from error
        else:
            return made
    raise BadRequest(
        f"no port from {place.port} to {_ports(place.port)[-1]} is free; give another --port"
    )


def _ports(wished: int) -> range:
    return range(wished, min(wished + PORTS_TRIED, 65535) + 1) if wished else range(1)


def _claim(made: socket.socket, host: str, port: int) -> None:
    if sys.platform == "win32":  # there, SO_REUSEADDR lets another program take the port over
        made.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
    else:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    made.bind((host, port))
    made.listen(128)


def address_of(place: Door, listening: socket.socket, name: str | None = None) -> str:
    """What to type into a browser on this machine (or under ``name``) to come to the door."""
    port = listening.getsockname()[1]
    host = name or ("localhost" if ipaddress.ip_address(place.host).is_unspecified else place.host)
    shown = f"[{host}]" if ":" in host and not host.startswith("[") else host
    return f"{'https' if place.certificate else 'http'}://{shown}:{port}"
