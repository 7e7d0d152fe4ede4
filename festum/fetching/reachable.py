"""Which network addresses may be asked for a partner: those of the public Internet, however they are written.

A festum stands inside somebody's network. An address a partner gives must not be a way to the router's page, to the
metadata of a cloud, to a database next door.
"""

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network

_GLOBAL_UNICAST = IPv6Network("2000::/3")
_NAT64 = IPv6Network("64:ff9b::/96")
_NEVER = tuple(
    ip_network(one)
    for one in (
        "192.0.0.0/24",  # protocol assignments, some of which Python takes for public
        "192.88.99.0/24",  # the former relays of 6to4
        "2001::/23",  # protocol assignments: Teredo, which carries a private IPv4 address inside, ORCHID
    )
)

PRIVILEGED = 1024
WEB_PORTS = frozenset({80, 443})


def is_public(address: str) -> bool:
    """Of a numeric address, as a resolver gives it. False for what is none."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return False
    if isinstance(parsed, IPv4Address):
        return _is_public_v4(parsed)
    if parsed.scope_id is not None:
        return False
    inside = _embedded(parsed)
    if inside is not None:
        return _is_public_v4(inside)
    return parsed in _GLOBAL_UNICAST and _is_plain(parsed)


def is_web_port(port: int) -> bool:
    """Below 1024 sit mail, shells and databases' neighbours, that a request could be made to talk to."""
    return port in WEB_PORTS or port >= PRIVILEGED


def _is_public_v4(address: IPv4Address) -> bool:
    return _is_plain(address)


def _is_plain(address: IPv4Address | IPv6Address) -> bool:
    return (
        address.is_global
        and not address.is_multicast
        and not address.is_reserved
        and not any(address.version == network.version and address in network for network in _NEVER)
    )


def _embedded(address: IPv6Address) -> IPv4Address | None:
    """The IPv4 address that packets to this one are sent on to."""
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address.sixtofour is not None:
        return address.sixtofour
    return IPv4Address(int(address) & 0xFFFF_FFFF) if address in _NAT64 else None
