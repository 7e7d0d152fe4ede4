"""The chain as the settings say it."""

from datetime import timedelta

import pytest

from festum.domain.geocoding import Thresholds
from festum.domain.place import Provenance
from festum.errors import Malformed
from festum.geocoding.chain import ChainSettings, build_chain
from festum.geocoding.geocoder import Chain, Manners
from tests.geocoding.misbehaving import QUESTION, features, misbehaving, said


def test_gazetteer_alone_asks_nobody() -> None:
    assert build_chain(ChainSettings()) == Chain((), Thresholds(), 50, timedelta(minutes=10))


def test_geocoders_in_their_order_with_what_is_set() -> None:
    chain = build_chain(
        ChainSettings(
            names=("nominatim", "gazetteer", "ban"),
            contact="agenda@festum.example",
            seconds=3,
            ban_per_second=7,
            ban_bulk_from=9,
            thresholds=Thresholds(0.6, 12),
            publish_every=timedelta(minutes=1),
        )
    )
    assert [(one.provider, one.manners) for one in chain.geocoders] == [
        (Provenance.NOMINATIM, Manners(per_second=1, bulk=0, seconds=3)),
        (Provenance.BAN, Manners(per_second=7, bulk=500, seconds=3, bulk_seconds=60)),
    ]
    assert (chain.providers, chain.thresholds, chain.bulk_from, chain.publish_every) == (
        (Provenance.NOMINATIM, Provenance.BAN),
        Thresholds(0.6, 12),
        9,
        timedelta(minutes=1),
    )


@pytest.mark.parametrize(
    ("base_url", "contact", "agent"),
    [
        ("https://agenda.example", "x@agenda.example", "festum (+https://agenda.example; x@agenda.example)"),
        ("https://agenda.example", "", "festum (+https://agenda.example)"),
        ("", "x@agenda.example", "festum (x@agenda.example)"),
        ("", "", "festum"),
        ("", " René\r\nHost: evil ", "festum (RenHost: evil)"),
    ],
)
async def test_every_service_is_told_who_asks(base_url: str, contact: str, agent: str) -> None:
    async with misbehaving(said(features())) as service:
        chain = build_chain(ChainSettings(("ban",), base_url, contact, ban_url=service.base))
        await chain.geocoders[0].ask(QUESTION)
        await chain.close()
    assert [one.headers["User-Agent"] for one in service.asked] == [agent]


@pytest.mark.parametrize(
    ("settings", "name"),
    [
        (ChainSettings(("nominatim",)), "FESTUM_GEOCODER_CONTACT"),
        (ChainSettings(("nominatim",), contact="  "), "FESTUM_GEOCODER_CONTACT"),
        (ChainSettings(("nominatim",), contact="x@y.example", nominatim_per_second=2), "FESTUM_NOMINATIM_PER_SECOND"),
        (
            ChainSettings(
                ("nominatim",),
                contact="x@y.example",
                nominatim_url="http://Nominatim.OpenStreetMap.org/",
                nominatim_per_second=1.5,
            ),
            "FESTUM_NOMINATIM_PER_SECOND",
        ),
    ],
)
def test_public_nominatim_is_not_asked_against_its_rules(settings: ChainSettings, name: str) -> None:
    with pytest.raises(Malformed) as raised:
        build_chain(settings)
    assert (raised.value.key, raised.value.values["name"]) == ("setting", name)


def test_nominatim_of_ones_own_may_be_asked_faster() -> None:
    chain = build_chain(
        ChainSettings(
            ("nominatim",),
            contact="x@agenda.example",
            nominatim_url="http://127.0.0.1:8080",
            nominatim_per_second=20,
        )
    )
    assert [one.manners.per_second for one in chain.geocoders] == [20]


async def test_nominatim_looks_as_far_as_a_place_may_be_from_its_commune() -> None:
    async with misbehaving(said([])) as service:
        settings = ChainSettings(
            ("nominatim",), contact="x@y.example", nominatim_url=service.base, thresholds=Thresholds(far_km=1.112)
        )
        chain = build_chain(settings)
        await chain.geocoders[0].ask(QUESTION)
        await chain.close()
    assert "&viewbox=3.88304,43.5885,3.91066,43.6085&" in service.asked[0].target
