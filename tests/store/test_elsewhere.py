"""What others announce on some days in some communes."""

from datetime import date

from festum.actions.house import House
from festum.actions.revise import delete_event
from festum.domain.holder import Holder
from festum.domain.known import Announced
from festum.store.elsewhere import load_elsewhere
from tests.store.small import events_by_key

LODEVE, PERPIGNAN, TOULOUSE = "34142", "66136", "31555"
FOGUERA = date(2018, 6, 23)
FUOC = Announced("mairie", "Mairie de Perpignan", "Feu de la Saint-Jean", FOGUERA, PERPIGNAN)
BALL = Announced("cercle", "Cercle occitan", "Bal de la Saint-Jean", FOGUERA, LODEVE)
CANT = Announced("cercle", "Cercle occitan", "Cantèra de nuit", FOGUERA, TOULOUSE)
EXPO = Announced("mairie", "Mairie de Perpignan", "Exposition", date(2018, 6, 20), PERPIGNAN)


async def found(
    house: House, *where: tuple[date, str], besides: tuple[str, ...] = (), edition: int = 2018
) -> list[Announced]:
    async with house.database.reading() as connection:
        return list(await load_elsewhere(connection, edition, besides, set(where)))


async def test_dates_on_those_days_in_those_communes(small: House) -> None:
    assert await found(small, (FOGUERA, LODEVE), (date(2018, 6, 20), PERPIGNAN)) == [EXPO, BALL]
    assert await found(small, (FOGUERA, PERPIGNAN)) == [FUOC]
    assert await found(small, (FOGUERA, TOULOUSE), (date(2018, 6, 22), LODEVE)) == [CANT]
    assert await found(small) == []


async def test_dates_of_other_partners_only(small: House) -> None:
    where = (FOGUERA, LODEVE), (FOGUERA, PERPIGNAN)
    assert await found(small, *where, besides=("cercle",)) == [FUOC]
    assert await found(small, *where, besides=("cercle", "mairie")) == []


async def test_dates_of_one_edition_that_are_live(small: House) -> None:
    assert await found(small, (FOGUERA, PERPIGNAN), edition=2019) == []
    fuoc = (await events_by_key(small))["fuoc"]
    async with small.unit() as unit:
        await delete_event(unit, fuoc.id, Holder("test", None))
    assert await found(small, (FOGUERA, PERPIGNAN)) == []
