"""Addresses people copy from a browser, turned into those of the file itself.

Who shares a spreadsheet or a calendar copies the address of the page that shows it; fetched as it is, that page is
HTML. Each service says how the file is had: https://developers.google.com/drive, https://help.dropbox.com.
"""

import re
from urllib.parse import parse_qs, quote, urlsplit

_SHEET = re.compile(r"^/spreadsheets/d/(?!e/)([\w-]+)(?:/(?:edit|view|htmlview|preview|copy)?)?/?$")
_PUBLISHED_SHEET = re.compile(r"^/spreadsheets/d/e/([\w-]+)/pubhtml$")
_DRIVE_FILE = re.compile(r"^/file/d/([\w-]+)(?:/\w*)?$")


def file_address(address: str) -> str:
    """The address itself where nothing better is known."""
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").lower()
    except ValueError:
        return address
    if host == "docs.google.com":
        if found := _SHEET.match(parts.path):
            return f"https://docs.google.com/spreadsheets/d/{found[1]}/export?format=xlsx"
        if found := _PUBLISHED_SHEET.match(parts.path):
            return f"https://docs.google.com/spreadsheets/d/e/{found[1]}/pub?output=xlsx"
    if host == "drive.google.com" and (found := _DRIVE_FILE.match(parts.path)):
        return f"https://drive.google.com/uc?export=download&id={found[1]}"
    if host == "calendar.google.com" and parts.path == "/calendar/embed":
        calendars = parse_qs(parts.query).get("src", [])
        if len(calendars) == 1:  # a page may show several, and then none of them is meant
            return f"https://calendar.google.com/calendar/ical/{quote(calendars[0], safe='')}/public/basic.ics"
    if host in {"dropbox.com", "www.dropbox.com"} and "dl=0" in parts.query.split("&"):
        asked = "&".join("dl=1" if one == "dl=0" else one for one in parts.query.split("&"))
        return parts._replace(query=asked).geturl()
    return address
