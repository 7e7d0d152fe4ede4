"""Closed lists: what a property may say, where a standard lists it."""

from collections.abc import Mapping

STATUSES: Mapping[str, frozenset[str]] = {
    "VEVENT": frozenset({"TENTATIVE", "CONFIRMED", "CANCELLED"}),
    "VTODO": frozenset({"NEEDS-ACTION", "COMPLETED", "IN-PROCESS", "CANCELLED"}),
    "VJOURNAL": frozenset({"DRAFT", "FINAL", "CANCELLED"}),
}
"""RFC 5545 3.8.1.11; what else is said there is refused or dropped by ics.py, libical and KCalendarCore."""

NEAREST_STATUS: Mapping[str, str] = {
    "POSTPONED": "TENTATIVE",
    "RESCHEDULED": "TENTATIVE",
    "PENDING": "TENTATIVE",
    "CANCELED": "CANCELLED",
    "DELETED": "CANCELLED",
}

WORDS: Mapping[str, frozenset[str]] = {
    "TRANSP": frozenset({"OPAQUE", "TRANSPARENT"}),
    "CLASS": frozenset({"PUBLIC", "PRIVATE", "CONFIDENTIAL"}),
    "ACTION": frozenset({"AUDIO", "DISPLAY", "EMAIL"}),
    "BUSYTYPE": frozenset({"BUSY", "BUSY-UNAVAILABLE", "BUSY-TENTATIVE"}),
}
"""Open lists by the standard (an X- name may be added), closed in strict readers."""

NUMBERS: Mapping[str, tuple[int, int]] = {
    "PRIORITY": (0, 9),
    "PERCENT-COMPLETE": (0, 100),
    "SEQUENCE": (0, 2**31 - 1),
    "REPEAT": (0, 2**31 - 1),
}

_COLORS = """
    aliceblue antiquewhite aqua aquamarine azure beige bisque black blanchedalmond blue blueviolet brown burlywood
    cadetblue chartreuse chocolate coral cornflowerblue cornsilk crimson cyan darkblue darkcyan darkgoldenrod darkgray
    darkgreen darkgrey darkkhaki darkmagenta darkolivegreen darkorange darkorchid darkred darksalmon darkseagreen
    darkslateblue darkslategray darkslategrey darkturquoise darkviolet deeppink deepskyblue dimgray dimgrey dodgerblue
    firebrick floralwhite forestgreen fuchsia gainsboro ghostwhite gold goldenrod gray green greenyellow grey honeydew
    hotpink indianred indigo ivory khaki lavender lavenderblush lawngreen lemonchiffon lightblue lightcoral lightcyan
    lightgoldenrodyellow lightgray lightgreen lightgrey lightpink lightsalmon lightseagreen lightskyblue lightslategray
    lightslategrey lightsteelblue lightyellow lime limegreen linen magenta maroon mediumaquamarine mediumblue
    mediumorchid mediumpurple mediumseagreen mediumslateblue mediumspringgreen mediumturquoise mediumvioletred
    midnightblue mintcream mistyrose moccasin navajowhite navy oldlace olive olivedrab orange orangered orchid
    palegoldenrod palegreen paleturquoise palevioletred papayawhip peachpuff peru pink plum powderblue purple red
    rosybrown royalblue saddlebrown salmon sandybrown seagreen seashell sienna silver skyblue slateblue slategray
    slategrey snow springgreen steelblue tan teal thistle tomato turquoise violet wheat white whitesmoke yellow
    yellowgreen
"""
COLORS = frozenset(_COLORS.split())
"""CSS3 (RFC 7986 5.9): a name, never a number."""
