"""Which network is an internet address in?"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Any

STAR = "*"


def network(bits: int, bits6: int, value: Any) -> str:
    """Return the network of the first `bits` bits (`192.0.2.0/24`), of IPv6 the first `bits6`.

    An IPv4 address that is written as IPv6 is the IPv4 address. `*` stands for what is no address, and for IPv6 without bits.
    """
    found = address(value)
    if found is None or (found.version == 6 and not bits6):
        return STAR
    return str(ip_network(f"{found}/{bits if found.version == 4 else bits6}", strict=False))


def address(value: Any) -> IPv4Address | IPv6Address | None:
    """Return an address, or None where a text is none; zones of IPv6 are left out."""
    text = str(value).strip().partition("%")[0]
    try:
        found = ip_address(text)
    except ValueError:
        return None
    mapped = found.ipv4_mapped if isinstance(found, IPv6Address) else None
    return mapped or found
