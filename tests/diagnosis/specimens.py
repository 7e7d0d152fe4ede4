"""A calendar without fault, and for every rule the smallest change that breaks it."""

CLEAN = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//festum//Total Festum//FR
NAME:Total Festum
X-WR-CALNAME:Total Festum
COLOR:crimson
X-APPLE-CALENDAR-COLOR:#DC143C
REFRESH-INTERVAL;VALUE=DURATION:PT6H
X-PUBLISHED-TTL:PT6H
SOURCE;VALUE=URI:https://agenda.example/feeds/total-festum.ics
X-WR-TIMEZONE:Europe/Paris
BEGIN:VTIMEZONE
TZID:Europe/Paris
BEGIN:DAYLIGHT
DTSTART:19700329T020000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19701025T030000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
UID:3c1d3a5e-6a0a-5b52-9d8f-0c6d4f5b7e21
DTSTAMP:20180601T102030Z
LAST-MODIFIED:20180601T102030Z
SEQUENCE:3
DTSTART;TZID=Europe/Paris:20180623T210000
DTEND;TZID=Europe/Paris:20180624T020000
SUMMARY:Balèti de Sant Joan
DESCRIPTION:Fuòc\\, dança\\; vin.\\nhttps://agenda.example/events/1
LOCATION:Halles\\, Lodève
GEO:43.733100;3.317200
X-APPLE-STRUCTURED-LOCATION;VALUE=URI;X-TITLE="Halles, Lodève":geo:43.7331
 ,3.3172
CATEGORIES:balèti,feu
STATUS:CONFIRMED
TRANSP:TRANSPARENT
URL:https://agenda.example/events/1
END:VEVENT
BEGIN:VEVENT
UID:7f2b6d1c-1f0e-5a3b-8c4d-9e5f6a7b8c9d
DTSTAMP:20180601T102030Z
LAST-MODIFIED:20180601T102030Z
SEQUENCE:0
DTSTART;VALUE=DATE:20180620
DTEND;VALUE=DATE:20180701
RRULE:FREQ=YEARLY;UNTIL=20200620
EXDATE;VALUE=DATE:20190620
SUMMARY:Mòstra
STATUS:CANCELLED
TRANSP:TRANSPARENT
END:VEVENT
END:VCALENDAR
"""


def octets(text: str) -> bytes:
    return text.replace("\n", "\r\n").encode()


def changed(old: str, new: str) -> bytes:
    """CLEAN with the first `old` as `new`."""
    assert old in CLEAN, old
    return octets(CLEAN.replace(old, new, 1))


START = "DTSTART;TZID=Europe/Paris:20180623T210000\n"
END = "DTEND;TZID=Europe/Paris:20180624T020000\n"
EVENT = "BEGIN:VEVENT\nUID:3c1d"
OTHER = "DTSTART;VALUE=DATE:20180620\n"
ZONE = CLEAN[CLEAN.index("BEGIN:VTIMEZONE") : CLEAN.index("BEGIN:VEVENT")]
EVENTS = CLEAN[CLEAN.index("BEGIN:VEVENT") : CLEAN.index("END:VCALENDAR")]
FIRST_EVENT = EVENTS[: EVENTS.index("END:VEVENT\n") + len("END:VEVENT\n")]
LODEVE = "LOCATION:Halles\\, Lodève\n"
RULES = ZONE[ZONE.index("BEGIN:DAYLIGHT") : ZONE.index("END:VTIMEZONE")]
ALARM = "BEGIN:VALARM\nACTION:DISPLAY\nTRIGGER:-PT15M\nDESCRIPTION:Balèti\nEND:VALARM\n"

SPECIMENS: dict[str, bytes] = {
    # bytes and lines
    "empty": b"\r\n\r\n",
    "html": b"<!DOCTYPE html><html><p>BEGIN:VCALENDAR</p></html>",
    "not_calendar": b'{"error": "not found"}',
    "outside_calendar": octets(CLEAN + "X-MORE:1\n"),
    "not_utf8": octets(CLEAN).replace("Balèti".encode(), "Balèti".encode("latin-1")),
    "bom": b"\xef\xbb\xbf" + octets(CLEAN),
    "lone_cr": CLEAN.replace("\n", "\r").encode(),
    "fold_splits_character": octets(CLEAN).replace("Balèti".encode(), b"Bal\xc3\r\n \xa8ti"),
    "control_character": changed("Balèti", "Bal\0ti"),
    "line_unreadable": changed("\\nhttps", "\nDins lo parc\nX-A:https"),
    "parameter_unreadable": changed('X-TITLE="Halles, Lodève"', 'X-TITLE="Halles, Lodève'),
    "parameter_unquoted": changed(START, "DTSTART;X-FROM=GMT+01:00:20180623T210000\n"),
    "parameter_twice": changed("DTSTART;TZID=Europe/Paris", "DTSTART;TZID=Europe/Paris;TZID=Europe/Paris"),
    "lone_lf": CLEAN.encode(),
    "blank_line": octets(CLEAN.replace(EVENT, "\n" + EVENT)),
    "no_last_break": octets(CLEAN).rstrip(),
    "line_long": changed("SUMMARY:Balèti", "SUMMARY:" + "Balèti " * 12),
    "line_separator": changed("Balèti", "Balèti\u2028"),
    # values
    "date_bad": changed(START, "DTSTART;TZID=Europe/Paris:2018-06-23T21:00:00\n"),
    "date_without_value": changed(OTHER, "DTSTART:20180620\n"),
    "duration_bad": changed("X-PUBLISHED-TTL:PT6H", "X-PUBLISHED-TTL:P6H"),
    "geo_bad": changed("GEO:43.733100;3.317200", "GEO:43.733100,3.317200"),
    "recur_bad": changed("FREQ=YEARLY;UNTIL=20200620", "FREQ=YEARLY;UNTIL=20200620;COUNT=3"),
    "offset_bad": changed("TZOFFSETTO:+0200", "TZOFFSETTO:+02:00"),
    "uri_bad": changed("URL:https://agenda.example", "URL:agenda.example"),
    "value_bad": changed("SEQUENCE:3", "SEQUENCE:three"),
    "escape_unknown": changed("Fuòc\\,", "Fuòc\\:"),
    "text_unescaped": changed("Fuòc\\,", "Fuòc,"),
    "uri_characters": changed("URL:https://agenda.example/events/1", "URL:https://agenda.example/un balèti"),
    # properties, parameters, components
    "type_not_allowed": changed(OTHER, "DTSTART;VALUE=TEXT:20180620\n"),
    "value_parameter_missing": changed("REFRESH-INTERVAL;VALUE=DURATION:PT6H", "REFRESH-INTERVAL:PT6H"),
    "property_missing": changed("TZOFFSETTO:+0200\n", ""),
    "property_twice": changed("SUMMARY:Balèti", "SUMMARY:Bal\nSUMMARY:Balèti"),
    "missing_prodid": changed("PRODID:-//festum//Total Festum//FR\n", ""),
    "missing_version": changed("VERSION:2.0\n", ""),
    "missing_uid": changed("UID:3c1d3a5e-6a0a-5b52-9d8f-0c6d4f5b7e21\n", ""),
    "missing_dtstamp": changed("DTSTAMP:20180601T102030Z\n", ""),
    "missing_dtstart": changed(START, ""),
    "property_unknown": changed("TRANSP:", "COLOUR:red\nTRANSP:"),
    "property_misplaced": changed("COLOR:crimson", "COLOR:crimson\nGEO:43.7;3.3"),
    "parameter_unknown": changed("SUMMARY:Balèti", "SUMMARY;LANG=oc:Balèti"),
    "parameter_several": changed("SUMMARY:Balèti", "SUMMARY;LANGUAGE=oc,fr:Balèti"),
    "component_unclosed": changed("END:VCALENDAR\n", ""),
    "component_not_opened": changed("END:VTIMEZONE\n", "END:VTIMEZONE\nEND:VTODO\n"),
    "component_misplaced": changed("END:VEVENT\n", "BEGIN:STANDARD\nEND:STANDARD\nEND:VEVENT\n"),
    "component_unknown": changed("END:VEVENT\n", "BEGIN:VPLACE\nEND:VPLACE\nEND:VEVENT\n"),
    "several_calendars": octets(CLEAN + CLEAN),
    "word_unknown": changed("TRANSP:TRANSPARENT", "TRANSP:FREE"),
    "number_out_of_range": changed("SEQUENCE:3", "SEQUENCE:-3"),
    "x_name_case": changed("X-WR-CALNAME", "x-wr-calname"),
    # calendars
    "version_other": changed("VERSION:2.0", "VERSION:1.0"),
    "version_late": changed("VERSION:2.0\nPRODID:-//festum//Total Festum//FR\nNAME:Total Festum\n",
                            "PRODID:x\nNAME:Total Festum\nDESCRIPTION:x\nVERSION:2.0\n"),
    "calendar_without_component": octets(CLEAN.replace(ZONE, "").replace(EVENTS, "")),
    "no_event": octets(CLEAN.replace(EVENTS, "")),
    "color_not_a_name": changed("COLOR:crimson", "COLOR:#DC143C"),
    "apple_color_bad": changed("#DC143C", "crimson"),
    "calendar_uid": changed("NAME:", "UID:5\nNAME:"),
    "method_publish": changed("NAME:", "METHOD:PUBLISH\nNAME:"),
    "method_other": changed("NAME:", "METHOD:REQUEST\nNAME:"),
    "names_differ": changed("X-WR-CALNAME:Total Festum", "X-WR-CALNAME:Total Festum 2018"),
    "refresh_differs": changed("X-PUBLISHED-TTL:PT6H", "X-PUBLISHED-TTL:P1D"),
    "calscale_other": changed("NAME:", "CALSCALE:JULIAN\nNAME:"),
    "name_missing": changed("NAME:Total Festum\n", ""),
    "refresh_missing": changed("X-PUBLISHED-TTL:PT6H\n", ""),
    "uid_twice": changed("UID:7f2b6d1c-1f0e-5a3b-8c4d-9e5f6a7b8c9d", "UID:3c1d3a5e-6a0a-5b52-9d8f-0c6d4f5b7e21"),
    "override_alone": changed(START, START + "RECURRENCE-ID;TZID=Europe/Paris:20180623T210000\n"),
    # events
    "status_unknown": changed("STATUS:CONFIRMED", "STATUS:POSTPONED"),
    "end_and_duration": changed(END, END + "DURATION:PT5H\n"),
    "duration_not_end": changed(END, "DURATION:PT5H\n"),
    "end_missing": changed(END, ""),
    "end_type_differs": changed(END, "DTEND;VALUE=DATE:20180624\n"),
    "end_not_after_start": changed("20180624T020000", "20180623T020000"),
    "all_day_end_same": changed("20180701", "20180620"),
    "midnight_to_midnight": changed(START + END, START.replace("T21", "T00") + END.replace("T02", "T00")),
    "stamp_not_utc": changed("DTSTAMP:20180601T102030Z", "DTSTAMP:20180601T102030"),
    "tzid_with_utc": changed("20180623T210000", "20180623T190000Z"),
    "tzid_on_date": changed("DTSTART;VALUE=DATE:", "DTSTART;VALUE=DATE;TZID=Europe/Paris:"),
    "date_type_differs": changed("EXDATE;VALUE=DATE:20190620", "EXDATE:20190620T000000Z"),
    "until_differs": changed("UNTIL=20200620", "UNTIL=20200620T000000Z"),
    "recurring_in_utc": changed(
        OTHER + "DTEND;VALUE=DATE:20180701\n", "DTSTART:20180620T190000Z\nDTEND:20180620T200000Z\n"),
    "year_odd": changed("20180701", "22180701"),
    "people": changed("TRANSP:", "ORGANIZER:mailto:a@b.example\nTRANSP:"),
    "alarm": changed("END:VEVENT\n", ALARM + "END:VEVENT\n"),
    "alarm_incomplete": changed("END:VEVENT\n", ALARM.replace("DESCRIPTION:Balèti\n", "") + "END:VEVENT\n"),
    "rich_component": changed("END:VEVENT\n", "BEGIN:VLOCATION\nUID:1\nNAME:Halles\nEND:VLOCATION\nEND:VEVENT\n"),
    "summary_missing": changed("SUMMARY:Mòstra\n", ""),
    "uid_awkward": changed("UID:7f2b6d1c", "UID:mòstra 7f2b6d1c"),
    "apple_title_differs": changed('X-TITLE="Halles, Lodève"', 'X-TITLE="Halles"'),
    "attachment_inline": changed("TRANSP:", "ATTACH;ENCODING=BASE64;VALUE=BINARY:aWNhbA==\nTRANSP:"),
    "transparency_missing": changed("TRANSP:TRANSPARENT\n", ""),
    "sequence_missing": changed("SEQUENCE:3\n", ""),
    "last_modified_missing_in_event": changed("LAST-MODIFIED:20180601T102030Z\n", ""),
    "url_only_in_url": changed("\\nhttps://agenda.example/events/1", ""),
    # texts
    "html_in_text": changed("Fuòc", "<b>Fuòc</b>"),
    "text_mojibake": changed("Balèti", "Balèti".encode().decode("cp1252")),
    "backslash_misread": changed("Fuòc", "C:\\\\neu"),
    "text_not_composed": changed("Mòstra", "Mo\u0300stra"),
    # zones
    "zone_missing": octets(CLEAN.replace(ZONE, "")),
    "zone_without_rules": changed(RULES, ""),
    "zone_disagrees": changed("TZOFFSETTO:+0200", "TZOFFSETTO:+0300"),
    "zone_starts_late": octets(CLEAN.replace("DTSTART:19700329T020000", "DTSTART:20200329T020000").replace(
        "DTSTART:19701025T030000", "DTSTART:20201025T030000")),
    "zone_twice": changed(ZONE, ZONE + ZONE),
    "zone_unused": changed(ZONE, ZONE + ZONE.replace("Europe/Paris", "Europe/Madrid")),
    "zone_rule_unread": changed("BYDAY=-1SU;BYMONTH=3", "BYDAY=-1SU;BYMONTH=3;INTERVAL=2"),
    "zone_rdate": changed("RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3", "RDATE:20180325T020000"),
    "zone_rule_without_byday": changed("FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3", "FREQ=YEARLY;BYMONTH=3"),
    "zone_windows_name": octets(CLEAN.replace("TZID=Europe/Paris", "TZID=Romance Standard Time").replace(
        "TZID:Europe/Paris", "TZID:Romance Standard Time")),
    "zone_prefixed": octets(CLEAN.replace("TZID=Europe/Paris", "TZID=/x.org/2018/Europe/Paris").replace(
        "TZID:Europe/Paris", "TZID:/x.org/2018/Europe/Paris")),
    "zone_not_iana": changed("X-WR-TIMEZONE:Europe/Paris", "X-WR-TIMEZONE:Paris"),
    "floating_time": changed(START + END, "DTSTART:20180623T210000\nDTEND:20180624T020000\n"),
    "time_skipped": changed("20180623T210000", "20180325T023000"),
    "time_twice": changed(START + END, START.replace("0623T21", "1028T02") + END.replace("0624T02", "1028T05")),
}  # fmt: skip
