"""What each calendar client will do with it: one table of lines, each with what makes it true.

Where each is known from: docs/calendar-clients.md. Nothing is said of a client that was not seen or reported there.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from festum.errors import Level

GOOGLE_BYTES, GOOGLE_EVENTS, NEXTCLOUD_BYTES = 1_000_000, 1_000, 1_900_000

NAMES = {
    "google": "Google Calendar",
    "apple": "Apple Calendar",
    "outlook": "Outlook (classic)",
    "outlook_com": "Outlook.com / new Outlook",
    "thunderbird": "Thunderbird",
    "evolution": "GNOME / Evolution",
    "nextcloud": "Nextcloud",
    "icsx5": "ICSx5",
    "home_assistant": "Home Assistant",
    "vdirsyncer": "vdirsyncer",
}


@dataclass(frozen=True, slots=True)
class Facts:
    """`found` are keys of findings, and `key SUBJECT`; `present` are properties as `VEVENT GEO`.

    `errors` says whether any finding is one; `name` is the last part of the address, empty for a file.
    """

    size: int
    events: int
    cancelled: int
    found: frozenset[str]
    present: frozenset[str]
    errors: bool = False
    name: str = ""
    address: bool = False

    def any_of(self, *keys: str) -> bool:
        return not self.found.isdisjoint(keys)

    def has(self, *names: str) -> bool:
        return not self.present.isdisjoint(names)


@dataclass(frozen=True, slots=True)
class Forecast:
    """A sentence of the catalogues about one client, and its value."""

    client: str
    level: Level
    key: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class _Rule:
    client: str
    level: Level
    key: str
    when: Callable[[Facts], bool]
    value: Callable[[Facts], str] = lambda _: ""


_TORN = ("empty", "html", "not_calendar", "component_unclosed", "component_not_opened")
_MALFORMED = (
    *_TORN, "line_unreadable", "parameter_unreadable", "fold_splits_character", "not_utf8", "control_character"
)  # fmt: skip

_RULES = (
    _Rule("google", "error", "google_drops", lambda f: f.any_of(*_MALFORMED)),
    _Rule("google", "error", "google_cannot_reach", lambda f: f.any_of("host_local", "robots_forbid")),
    _Rule("google", "warning", "google_size", lambda f: f.size > GOOGLE_BYTES, lambda f: f"{f.size / 1e6:.1f}"),
    _Rule("google", "warning", "google_events", lambda f: f.events > GOOGLE_EVENTS, lambda f: str(f.events)),
    _Rule("google", "warning", "google_hides", lambda f: f.cancelled > 0, lambda f: str(f.cancelled)),
    _Rule("google", "warning", "google_gmt", lambda f: f.any_of("zone_missing", "floating_time")),
    _Rule("google", "warning", "google_all_day", lambda f: f.any_of("end_missing", "all_day_end_same")),
    _Rule(
        "google", "warning", "google_keeps_old",
        lambda f: f.any_of("sequence_missing", "last_modified_missing_in_event", "sequence_falls", "stamp_falls"),
    ),
    _Rule("google", "warning", "invitations", lambda f: f.any_of("people", "method_other")),
    _Rule("google", "note", "google_ignores", lambda f: f.has("VCALENDAR COLOR", "VEVENT COLOR", "VEVENT URL")),
    _Rule("google", "note", "google_pace", lambda f: f.address),
    _Rule(
        "apple", "error", "apple_frozen",
        lambda f: f.any_of("old_date_not_modified", "header_date_falls", "last_modified_future"),
    ),
    _Rule("apple", "warning", "apple_no_date", lambda f: f.any_of("last_modified_missing", "last_modified_unreadable")),
    _Rule("apple", "warning", "apple_no_map_title", lambda f: f.any_of("apple_title_differs")),
    _Rule(
        "apple", "note", "apple_no_map",
        lambda f: f.has("VEVENT LOCATION", "VEVENT GEO") and not f.has("VEVENT X-APPLE-STRUCTURED-LOCATION"),
    ),
    _Rule("apple", "note", "apple_local", lambda f: f.any_of("host_local")),
    _Rule("apple", "note", "apple_week", lambda f: f.address),
    _Rule("outlook", "error", "outlook_shifts", lambda f: f.any_of("floating_time", "zone_missing")),
    _Rule("outlook", "warning", "outlook_rules", lambda f: f.any_of("zone_rdate", "zone_rule_without_byday")),
    _Rule("outlook", "warning", "invitations", lambda f: f.any_of("people", "method_other")),
    _Rule("outlook", "note", "outlook_pace", lambda f: f.has("VCALENDAR X-PUBLISHED-TTL")),
    _Rule(
        "outlook_com", "error", "outlook_com_rejects",
        lambda f: f.any_of("property_missing TZOFFSETTO", "property_missing TZOFFSETFROM", "zone_without_rules"),
    ),
    _Rule("outlook_com", "error", "cannot_reach", lambda f: f.any_of("host_local")),
    _Rule("outlook_com", "warning", "outlook_com_https", lambda f: f.any_of("not_https")),
    _Rule("outlook_com", "note", "outlook_com_pace", lambda f: f.address),
    _Rule("thunderbird", "error", "thunderbird_off_for_good", lambda f: f.any_of("status_code 410")),
    _Rule(
        "thunderbird", "error", "thunderbird_off",
        lambda f: f.any_of("status_code") and not f.any_of("status_code 404", "status_code 410"),
    ),
    _Rule("thunderbird", "error", "thunderbird_clears", lambda f: f.any_of("empty")),
    _Rule("thunderbird", "error", "bom_stops", lambda f: f.any_of("bom")),
    _Rule("thunderbird", "error", "own_zone", lambda f: f.any_of("zone_disagrees", "zone_missing", "zone_starts_late")),
    _Rule(
        "thunderbird", "warning", "fetches_whole",
        lambda f: f.any_of("etag_ignored") or (f.any_of("etag_missing") and f.any_of("last_modified_missing")),
    ),
    _Rule("thunderbird", "note", "thunderbird_name", lambda f: f.address, lambda f: f.name),
    _Rule("evolution", "error", "evolution_empties", lambda f: f.any_of(*_TORN)),
    _Rule("evolution", "error", "own_zone", lambda f: f.any_of("zone_disagrees", "zone_missing", "zone_starts_late")),
    _Rule("evolution", "warning", "evolution_uid", lambda f: f.any_of("missing_uid")),
    _Rule(
        "evolution", "warning", "evolution_keeps_old",
        lambda f: f.any_of("sequence_missing") and f.any_of("last_modified_missing_in_event"),
    ),
    _Rule(
        "nextcloud", "error", "nextcloud_refuses",
        lambda f: f.any_of(*_MALFORMED, "bom", "property_twice", "uid_twice", "missing_uid", "missing_dtstart"),
    ),
    _Rule("nextcloud", "error", "cannot_reach", lambda f: f.any_of("host_local")),
    _Rule("nextcloud", "warning", "nextcloud_rewrites", lambda f: f.any_of("dtstamp_moves", "bytes_move")),
    _Rule("nextcloud", "warning", "nextcloud_slow", lambda f: f.size > NEXTCLOUD_BYTES or f.any_of("slow")),
    _Rule("nextcloud", "warning", "nextcloud_strips", lambda f: f.any_of("alarm") or f.has("VEVENT ATTACH")),
    _Rule(
        "nextcloud", "note", "nextcloud_weekly",
        lambda f: not f.has("VCALENDAR REFRESH-INTERVAL", "VCALENDAR X-PUBLISHED-TTL") or f.any_of("duration_bad"),
    ),
    _Rule("icsx5", "error", "icsx5_redirect", lambda f: f.any_of("redirect_to_http", "redirects_endless")),
    _Rule("icsx5", "error", "icsx5_renews", lambda f: f.any_of("uids_change", "missing_uid")),
    _Rule("icsx5", "warning", "icsx5_keeps_old", lambda f: f.any_of("stamp_falls")),
    _Rule("icsx5", "note", "icsx5_always", lambda f: f.any_of("last_modified_missing_in_event")),
    _Rule(
        "home_assistant", "error", "home_assistant_strict",
        lambda f: f.any_of(
            *_MALFORMED, "bom", "date_bad", "date_without_value", "duration_bad", "geo_bad", "value_bad", "recur_bad",
            "status_unknown", "word_unknown", "x_name_case", "alarm_incomplete",
        ),
    ),
    _Rule("vdirsyncer", "error", "vdirsyncer_one", lambda f: f.any_of("calendar_uid")),
    _Rule("vdirsyncer", "error", "bom_stops", lambda f: f.any_of("bom")),
)  # fmt: skip


def foresee(facts: Facts) -> Iterator[Forecast]:
    """In the order of the clients; one with nothing against it is said to take it, unless there are errors at all."""
    for client in NAMES:
        said = [
            Forecast(rule.client, rule.level, rule.key, rule.value(facts))
            for rule in _RULES
            if rule.client == client and rule.when(facts)
        ]
        if all(one.level == "note" for one in said):
            yield Forecast(client, "warning", "not_known") if facts.errors else Forecast(client, "note", "takes_it")
        yield from said


FORECASTS = frozenset({rule.key for rule in _RULES} | {"takes_it", "not_known"})
"""Every sentence there may be."""
