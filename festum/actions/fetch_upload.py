"""The file behind an address that a partner gives."""

from dataclasses import replace

from festum.actions.house import House
from festum.actions.import_file import MOST_BYTES, Defaults
from festum.actions.plan_upload import Sending
from festum.domain.plan import Mode


async def fetch_upload(house: House, address: str, defaults: Defaults, mode: Mode) -> Sending:
    """Raises what the visit raises: see `fetching.fetch`."""
    fetched = await house.fetcher.fetch(address, most_bytes=MOST_BYTES)
    said = replace(defaults, file_name=fetched.file_name)
    return Sending(fetched.content, fetched.file_name, said, mode, source=fetched.address)
