"""Which encodings a client takes (RFC 9110 12.5.3)."""

from functools import lru_cache


def takes_gzip(accept_encoding: bytes) -> bool:
    """RFC 9110 12.5.3; `*` counts, q=0 does not."""
    return _takes_gzip(accept_encoding) if len(accept_encoding) <= 100 else _takes_gzip.__wrapped__(accept_encoding)


@lru_cache(maxsize=256)
def _takes_gzip(accept_encoding: bytes) -> bool:
    weights: dict[str, float] = {}
    for part in accept_encoding.decode("latin-1").split(","):
        coding, _, parameters = part.strip().partition(";")
        name, _, weight = parameters.strip().partition("=")
        try:
            weights[coding.strip().lower()] = float(weight) if name.strip().lower() == "q" else 1.0
        except ValueError:
            weights[coding.strip().lower()] = 0.0
    return weights.get("gzip", weights.get("*", 0.0)) > 0
