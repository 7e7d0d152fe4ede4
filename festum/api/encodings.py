"""Which encodings a client takes (RFC 9110 12.5.3)."""

from functools import lru_cache

from festum.api.answers import CODINGS

PLAIN = ""


def best_coding(accept_encoding: bytes) -> str:
    """The one the client would rather have, of equals the one that packs best; empty for the bytes as they are."""
    return _best(accept_encoding) if len(accept_encoding) <= 100 else _best.__wrapped__(accept_encoding)


@lru_cache(maxsize=256)
def _best(accept_encoding: bytes) -> str:
    """`*` counts for what is not named, q=0 does not."""
    weights: dict[str, float] = {}
    for part in accept_encoding.decode("latin-1").split(","):
        coding, _, parameters = part.strip().partition(";")
        name, _, weight = parameters.strip().partition("=")
        try:
            weights[coding.strip().lower()] = float(weight) if name.strip().lower() == "q" else 1.0
        except ValueError:
            weights[coding.strip().lower()] = 0.0
    others = weights.get("*", 0.0)
    wanted = {coding: weights.get(coding, others) for coding in CODINGS}
    best = max(wanted, key=lambda coding: wanted[coding])
    return best if wanted[best] > 0 else PLAIN
