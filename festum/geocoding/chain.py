"""Settings -> the geocoders to be asked, in their order."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from urllib.parse import urlsplit

from festum.domain.geocoding import Thresholds
from festum.errors import Malformed
from festum.geocoding.ban import Ban
from festum.geocoding.geocoder import Chain, Geocoder
from festum.geocoding.nominatim import Nominatim

PUBLIC_NOMINATIM = "nominatim.openstreetmap.org"
"""Its usage policy allows one question a second, from programs that say who they are."""


@dataclass(frozen=True, slots=True)
class ChainSettings:
    """`names` as in FESTUM_GEOCODERS, in their order; `base_url` is our own public address, told to every service."""

    names: Sequence[str] = ("gazetteer",)
    base_url: str = ""
    contact: str = ""
    seconds: float = 10.0
    ban_url: str = "https://data.geopf.fr/geocodage"
    ban_per_second: float = 10.0
    ban_bulk_from: int = 50
    nominatim_url: str = f"https://{PUBLIC_NOMINATIM}"
    nominatim_per_second: float = 1.0
    thresholds: Thresholds = field(default_factory=Thresholds)
    publish_every: timedelta = timedelta(minutes=10)


def build_chain(settings: ChainSettings) -> Chain:
    """Nothing is asked by this. The gazetteer is no part of it: every venue has its point already.

    Raises Malformed, naming the setting, where Nominatim would be asked without a contact or faster than it allows.
    """
    geocoders: list[Geocoder] = []
    for name in settings.names:
        if name == "ban":
            geocoders.append(
                Ban(
                    settings.ban_url,
                    per_second=settings.ban_per_second,
                    seconds=settings.seconds,
                    agent=_agent(settings),
                )
            )
        elif name == "nominatim":
            geocoders.append(_nominatim(settings))
    return Chain(tuple(geocoders), settings.thresholds, settings.ban_bulk_from, settings.publish_every)


def _nominatim(settings: ChainSettings) -> Nominatim:
    if not settings.contact.strip():
        raise Malformed(
            "setting",
            name="FESTUM_GEOCODER_CONTACT",
            reason="Nominatim wants to know whom to write to: a mail or web address",
        )
    if urlsplit(settings.nominatim_url).hostname == PUBLIC_NOMINATIM and settings.nominatim_per_second > 1:
        raise Malformed(
            "setting",
            name="FESTUM_NOMINATIM_PER_SECOND",
            reason=f"{PUBLIC_NOMINATIM} allows one question a second",
        )
    return Nominatim(
        settings.nominatim_url,
        agent=_agent(settings),
        per_second=settings.nominatim_per_second,
        seconds=settings.seconds,
        around_km=settings.thresholds.far_km,
    )


def _agent(settings: ChainSettings) -> str:
    """One line of ASCII, as a header must be: what else was written there is left out."""
    said = [f"+{settings.base_url}"] if settings.base_url else []
    said += [settings.contact.strip()] if settings.contact.strip() else []
    agent = f"festum ({'; '.join(said)})" if said else "festum"
    return "".join(letter for letter in agent if letter.isascii() and letter.isprintable())
