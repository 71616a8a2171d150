"""From which network address a request comes, behind the proxies that settings name."""

from ipaddress import IPv4Address, IPv6Address, ip_address

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest | None) -> str:
    """The address that the nearest trusted proxy has seen, "" where it is not known.

    Each proxy adds what it saw at the end of X-Forwarded-For, so what a client writes there itself stands before.
    Of IPv6 the network of one connection counts (the first 64 bits).
    """
    if request is None:
        return ""
    proxies = settings.TRUSTED_PROXIES
    seen = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if proxies else [request.META.get("REMOTE_ADDR", "")]
    if len(seen) < proxies:
        return ""
    return _network(seen[-max(proxies, 1)].strip())


def _network(text: str) -> str:
    try:
        address: IPv4Address | IPv6Address = ip_address(text)
    except ValueError:
        return ""
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(IPv6Address(int(address) >> 64 << 64))
    return str(address)
