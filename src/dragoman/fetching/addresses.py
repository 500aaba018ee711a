"""Addresses: which ones on the network are the open internet, and which are somebody's inside.

After the IANA special-purpose registries (RFC 6890 and its updates). An IPv6 address that carries
an IPv4 address in it (mapped, 6to4, NAT64, ISATAP) leads no further than that one does.
"""

from enum import IntEnum
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network


class Reach(IntEnum):
    """How far an address leads, the safest first."""

    PUBLIC = 0
    PRIVATE = 1
    """This machine or the network it stands in: only on an explicit word of the user."""
    NEVER = 2
    """Link-local, metadata services of clouds, multicast, not in use: not on any word."""


Address = IPv4Address | IPv6Address


def _networks(*written: str) -> tuple[IPv4Network | IPv6Network, ...]:
    return tuple(map(ip_network, written))


PRIVATE = _networks(
    *("127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"),
    *("::1/128", "fc00::/7"),
)
"""Loopback, the private ranges (RFC 1918, RFC 4193), and carriers' own (RFC 6598)."""

METADATA = _networks(
    *("169.254.169.254/32", "169.254.170.2/32", "168.63.129.16/32", "100.100.100.200/32"),
    *("192.0.0.192/32", "fd00:ec2::254/128", "fd20:ce::254/128"),
)
"""Where clouds hand out keys to whoever asks from within (AWS, Azure, Alibaba, Oracle, Google)."""

UNUSED = _networks(
    *("0.0.0.0/8", "169.254.0.0/16", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24"),
    *("198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"),
    *("2001::/23", "2001:db8::/32", "3fff::/20"),
)
"""Inside what looks public: link-local, protocols' own, documentation, multicast, reserved."""

_GLOBAL_V6 = IPv6Network("2000::/3")
_NAT64 = IPv6Network("64:ff9b::/96")
_ISATAP = (0x5EFE, 0x0200_5EFE)


def reach_of(address: str | Address) -> Reach:
    """How far an address leads.

    >>> reach_of("93.184.215.14").name, reach_of("::ffff:10.0.0.1").name, reach_of("fe80::1").name
    ('PUBLIC', 'PRIVATE', 'NEVER')

    Raises:
        ValueError: it is no address. A zone (``fe80::1%eth0``) is allowed and never public.
    """
    found = ip_address(address) if isinstance(address, str) else address
    if isinstance(found, IPv6Address):
        if found.scope_id is not None:
            return Reach.NEVER
        carried = found.ipv4_mapped or (_last_four(found) if found in _NAT64 else None)
        if carried is not None:
            return reach_of(carried)
        return max([_own_reach(found), *map(reach_of, _carried(found))])
    return _own_reach(found)


def _own_reach(found: Address) -> Reach:
    """The reach of an address by the networks it lies in."""
    if _is_in(found, METADATA):
        return Reach.NEVER
    if _is_in(found, PRIVATE):
        return Reach.PRIVATE
    if _is_in(found, UNUSED) or not found.is_global or found.is_multicast or found.is_reserved:
        return Reach.NEVER
    is_outside = isinstance(found, IPv6Address) and found not in _GLOBAL_V6
    return Reach.NEVER if is_outside else Reach.PUBLIC


def _is_in(found: Address, networks: tuple[IPv4Network | IPv6Network, ...]) -> bool:
    return any(found in network for network in networks if network.version == found.version)


def _carried(found: IPv6Address) -> list[IPv4Address]:
    """The IPv4 addresses that 6to4 and ISATAP write into an address."""
    carried = [found.sixtofour] if found.sixtofour is not None else []
    if (int(found) >> 32) & 0xFFFF_FFFF in _ISATAP:
        carried.append(_last_four(found))
    return carried


def _last_four(found: IPv6Address) -> IPv4Address:
    return IPv4Address(int(found) & 0xFFFF_FFFF)
