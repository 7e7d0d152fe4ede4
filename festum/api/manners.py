"""How a public address is answered beside its bytes: what may be kept, who may ask from elsewhere, what goes along."""

import re
from dataclasses import dataclass, replace

from festum.api.answers import Headers

PUBLIC = ("/feeds/", "/events/", "/api/v1/")
PRIVATE = ("/api/v1/imports", "/api/v1/venues", "/api/v1/venue-merges")
"""What partners send, and what editors decide on."""
OFFERED = tuple(f"/api/v1/imports/{name}" for name in ("template.csv", "template.xlsx", "schema.json"))
"""What a partner begins with is for everybody."""

PAGES = ("/", "/feeds", "/docs", "/docs/")
"""Public by themselves; with its slash `/feeds/` begins like the feeds."""

CONTENT_SECURITY = (
    b"default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
SECURITY: Headers = [
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"strict-origin-when-cross-origin"),
    (b"content-security-policy", CONTENT_SECURITY),
]
SECRET_ADDRESS: Headers = [
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-robots-tag", b"noindex"),
    (b"content-security-policy", CONTENT_SECURITY),
]
"""For an address that is a secret by itself: it is told to no other site and to no search engine."""


@dataclass(frozen=True, slots=True)
class Manner:
    """`of_selections` says that answers change with visitors' own programmes too, and tell a date of their own."""

    security: Headers
    cors: Headers
    preflight: Headers
    cache_control: bytes
    of_selections: bool = False


def _cors(exposed: bytes) -> Headers:
    return [(b"access-control-allow-origin", b"*"), (b"access-control-expose-headers", exposed)]


def _preflight(methods: bytes, headers: bytes) -> Headers:
    return [
        (b"access-control-allow-origin", b"*"),
        (b"access-control-allow-methods", methods),
        (b"access-control-allow-headers", headers),
        (b"access-control-max-age", b"86400"),
    ]


READ = Manner(
    SECURITY,
    _cors(b"ETag, Last-Modified"),
    _preflight(b"GET, HEAD, OPTIONS", b"If-None-Match, If-Modified-Since"),
    b"public, max-age=300, stale-while-revalidate=86400",
)
SELECTION_FEED = replace(READ, security=SECRET_ADDRESS, of_selections=True)
SELECTION = Manner(
    SECRET_ADDRESS,
    _cors(b"ETag, Last-Modified, Location, Retry-After"),
    # From any website, as an embedded programme needs it. No cookie is looked at, so no visitor can be made to write.
    _preflight(
        b"GET, HEAD, OPTIONS, POST, PUT, DELETE", b"Authorization, Content-Type, If-None-Match, If-Modified-Since"
    ),
    b"no-cache",
    of_selections=True,
)


def in_logs(path: str) -> str:
    """An address as it may be written down: whoever reads a log must not come into a visitor's programme."""
    return re.sub(r"(/feeds/+s/+|/api/+v1/+selections/+)[^/]+", r"\1…", path)


def manner_of(path: str) -> Manner | None:
    """None for what is not public. The framework takes several slashes for one, and so must this."""
    if "//" in path:
        path = re.sub("/{2,}", "/", path)
    if path.startswith("/feeds/s/"):
        return SELECTION_FEED
    if path.startswith("/api/v1/selections/") or path == "/api/v1/selections":
        return SELECTION
    if any(path == one or path.startswith(f"{one}/") for one in PRIVATE) and path not in OFFERED:
        return None
    return READ if path in PAGES or path.startswith(PUBLIC) else None
