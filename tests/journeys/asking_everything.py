"""What schemathesis cannot know and a caller does: which partners there are, which ids, what belongs together.

Loaded by it as its hooks (see `schemathesis.toml`). Where it asks what the document allows, values that only the data
knows are put in, and what is refused by design is taken out, each with its reason: then everything must be accepted.
What it makes wrong on purpose is left as wrong as it is; only what stands beside it is made right, so that a refusal
is one of the fault.
"""

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations, count, cycle
from typing import Any
from zlib import crc32

import httpx
import schemathesis
from schemathesis.core.parameters import ParameterLocation
from schemathesis.generation.meta import TestPhase

from festum.actions.describe import describe_filters
from festum.domain.search import parts_of
from festum.domain.text import clean
from festum.domain.web import is_web_address

SERVER = httpx.Client(base_url=os.environ["ASKING_SERVER"])
EDIT_TOKEN = os.environ["ASKING_EDIT_TOKEN"]
"""What the configuration sends as `edit_token`: here it becomes that of the selection in the address."""

KEPT = 120
"""Dates that are read and corrected; the others are there to be deleted."""


# --- what there is ---------------------------------------------------------------------------------------------------


def got(address: str) -> Any:
    return SERVER.get(address).raise_for_status().json()


def everything(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    cursor = ""
    while True:
        page = got(f"/api/v1/{name}?limit=200{cursor}")
        found += page["items"]
        if page["next"] is None:
            return found
        cursor = f"&cursor={page['next']}"


def each(name: str, field: str) -> list[str]:
    return [str(item[field]) for item in everything(name)]


EVENT_OF = {item["id"]: item["event_id"] for item in everything("occurrences")}
KEPT_UIDS = list(EVENT_OF)[:KEPT]
KEPT_EVENTS = list(dict.fromkeys(EVENT_OF[uid] for uid in KEPT_UIDS))
TO_DELETE = cycle([uid for uid in EVENT_OF if EVENT_OF[uid] not in KEPT_EVENTS])
COMMUNES = everything("communes")
FILTERS = {note.name: note for note in describe_filters()}
ENUMS = {name: list(note.schema["enum"]) for name, note in FILTERS.items() if "enum" in note.schema}
TO_PUT_IN = {
    "edition": [*each("editions", "year"), "all"],
    "departement": each("departements", "code"),
    "commune": [commune["insee_code"] for commune in COMMUNES],
    "epci": [commune["epci"] for commune in COMMUNES],
    "partner": each("partners", "key"),
    "near": ["34142", "43.6,3.9", *(commune["insee_code"] for commune in COMMUNES[:20])],
    "since": [str(number) for number in range(got("/health")["revision"] + 1)],
}
OF_ONE_VALUE = {name for name, note in FILTERS.items() if not note.plural} | {"since"}
CURSORS = {
    path: got(f"{path}?limit=1")["next"]
    for path, item in got("/openapi.json")["paths"].items()
    if any(parameter["name"] == "cursor" for parameter in item.get("get", {}).get("parameters", ()))
}

edit_tokens: dict[str, str] = {}
gone: set[str] = set()


def live(pool: Iterable[str]) -> list[str]:
    return [one for one in pool if one not in gone]


def new_selection() -> str:
    made = SERVER.post("/api/v1/selections", json={"occurrences": live(KEPT_UIDS)[:3]}).raise_for_status().json()
    edit_tokens[made["token"]] = made["edit_token"]
    return str(made["token"])


SELECTIONS = [new_selection() for _ in range(5)]

TABLE = "title\tstart\tcommune\nBalèti nòu\t2018-06-23T21:00\tLodève\n"
KEY = {"authorization": f"Bearer {os.environ['ASKING_KEY']}"}
keys_of_events = count()


def new_import(*then: str) -> int:
    """Of an event nobody has brought yet: applied, it changes something, and undone too."""
    table = f"event_key\t{TABLE}".replace("\nBal", f"\nasked-{next(keys_of_events)}\tBal")
    said = {"text": table, "edition": 2018, "partner": PARTNERS[0]}
    made = SERVER.post("/api/v1/imports", json=said, headers=KEY).raise_for_status().json()
    for step in then:
        SERVER.post(f"/api/v1/imports/{made['id']}/{step}", headers=KEY).raise_for_status()
    return int(made["id"])


PARTNERS = each("partners", "key")
IMPORTS = [new_import() for _ in range(3)]


def venues_with(query: str) -> list[dict[str, Any]]:
    return [item["venue"] for item in SERVER.get(f"/api/v1/venues?limit=200&{query}", headers=KEY).json()["items"]]


IN_DOUBT = [venue["id"] for venue in venues_with("state=review")]
WAITING = [venue for venue in venues_with("state=waiting") if venue["name"] and venue["insee_code"]]
TO_PIN, TO_ASK = [[venue["id"] for venue in WAITING[start::3]] for start in (0, 1)]
TO_MERGE = next(
    (one["id"], other["id"])
    for one, other in combinations(WAITING[2::3], 2)
    if one["insee_code"] == other["insee_code"]
)


def to_merge() -> int:
    """The first of the two, which are two: the latest merge is undone if it holds."""
    for merge in SERVER.get("/api/v1/venue-merges?limit=1", headers=KEY).json()["items"]:
        if merge["undone_at"] is None:
            SERVER.post(f"/api/v1/venue-merges/{merge['id']}/undo", headers=KEY).raise_for_status()
    return TO_MERGE[0]


def to_part() -> int:
    """A merge that holds."""
    made = SERVER.post(f"/api/v1/venues/{to_merge()}/merge", json={"into": TO_MERGE[1]}, headers=KEY)
    return int(made.raise_for_status().json()["id"])


def to_release(venue: int) -> int:
    pin = {"latitude": 43.7, "longitude": 3.3}
    SERVER.put(f"/api/v1/venues/{venue}/pin", json=pin, headers=KEY).raise_for_status()
    return venue


def picked(pool: Sequence[str], seed: object, count: int = 1) -> list[str]:
    """The same for the same seed, and another for most others."""
    start = crc32(repr(seed).encode())
    return [pool[(start + place) % len(pool)] for place in range(min(count, len(pool)))]


# --- hooks -----------------------------------------------------------------------------------------------------------


@schemathesis.hook
def before_call(_: Any, case: Any, __: Any) -> None:
    meta = case.meta
    if meta is None:
        return
    wrong = {location for location, component in meta.components.items() if component.mode.is_negative}
    faults = {meta.phase.data.parameter, *(mutation.parameter for mutation in meta.phase.data.mutations)} - {None}
    if case.path_parameters and ParameterLocation.PATH not in wrong:
        sequence = meta.phase.name == TestPhase.STATEFUL
        case.path_parameters = address(case.method, case.operation.path, case.path_parameters, sequence)
    if ParameterLocation.QUERY not in wrong or faults:
        given, faulty = case.query or {}, faults if ParameterLocation.QUERY in wrong else ()
        beside = {name: value for name, value in given.items() if name not in faulty}
        left = {name: wrong_word(name, value) for name, value in given.items() if name in faulty}
        case.query = question(case.operation.path, beside, case.path_parameters or {}) | left
    if isinstance(case.body, dict) and ParameterLocation.BODY not in wrong:
        case.body = body(case.operation.path, case.body)
    token = (case.path_parameters or {}).get("token")
    if token in edit_tokens and (case.headers or {}).get("Authorization") == f"Bearer {EDIT_TOKEN}":
        case.headers["Authorization"] = f"Bearer {edit_tokens[token]}"
    # What was meant to be right is, and is to be judged so: left to itself schemathesis takes "34,11" for no list.
    case._record_starting_state()


@schemathesis.hook
def after_call(_: Any, case: Any, response: Any) -> None:
    """Learns which programmes were made and what is gone."""
    if response.status_code == 201 and case.operation.path == "/api/v1/selections":
        made = response.json()
        edit_tokens[made["token"]] = made["edit_token"]
    if response.status_code == 204 and case.method == "DELETE":
        deleted = next(iter(case.path_parameters.values()))
        gone.update({deleted}, (uid for uid, event in EVENT_OF.items() if event == deleted))
        living = {EVENT_OF[uid] for uid in live(EVENT_OF)}
        gone.update(event for event in EVENT_OF.values() if event not in living)


# --- putting in and taking out ---------------------------------------------------------------------------------------


def address(method: str, path: str, given: Mapping[str, Any], sequence: bool) -> dict[str, Any]:
    """In a sequence of steps what an answer led to is left: deleted on the way, it is to be told as gone."""
    deletes = method == "DELETE"

    def one(name: str, value: Any) -> Any:
        known = {"uid": EVENT_OF, "event_id": EVENT_OF.values(), "token": edit_tokens}.get(name, ())
        if value in known and (sequence or (value not in gone and not deletes)):
            return value
        match name:
            case "uid":
                return next(TO_DELETE) if deletes else picked(live(KEPT_UIDS), value)[0]
            case "event_id":
                return EVENT_OF[next(TO_DELETE)] if deletes else picked(live(KEPT_EVENTS), value)[0]
            case "name":
                _, dot, extension = str(value).partition(".")
                return picked(live(KEPT_EVENTS), value)[0] + dot + extension
            case "token":
                return new_selection() if deletes else picked(live(SELECTIONS), value)[0]
            case "import_id":
                return import_for(method, path)
            case "venue_id":
                return venue_for(method, path, value)
            case "merge_id":
                return to_part()
            case "value":
                wanted = str(given["filter_name"])
                return picked(TO_PUT_IN.get(wanted) or ENUMS.get(wanted) or [FILTERS[wanted].example], value)[0]
        return value

    return {name: one(name, value) for name, value in given.items()}


def import_for(method: str, path: str) -> int:
    """In the state it must be in: one step can be taken once."""
    if path.endswith("/undo"):
        return new_import("apply")
    return new_import() if method == "DELETE" or path.endswith("/apply") else IMPORTS[0]


def venue_for(method: str, path: str, value: Any) -> int:
    """Likewise: pinned to be released, in doubt to be decided, not by hand to be asked about, one of two to be
    merged."""
    if path.endswith("/merge"):
        return to_merge()
    if path.endswith("/accept"):
        return numbered(IN_DOUBT, value)
    if path.endswith("/ask"):
        return numbered(TO_ASK, value)
    return to_release(numbered(TO_PIN, value)) if method == "DELETE" else numbered(TO_PIN, value)


def numbered(pool: Sequence[int], seed: object) -> int:
    return int(picked([str(number) for number in pool], seed)[0])


def wrong_word(name: str, value: Any) -> Any:
    """`free=true` is understood for `yes`, though nobody is promised that: not a fault that must be refused."""
    understood = name in {"free", "accessible"} and str(value).casefold() in {"true", "1", "false", "0"}
    return "perhaps" if understood else value


def question(path: str, query: dict[str, Any], in_path: Mapping[str, Any]) -> dict[str, Any]:
    for name in query.keys() & TO_PUT_IN.keys():
        count = 1 if name in OF_ONE_VALUE or path == "/api/v1/venues" else str(query[name]).count(",") + 1
        query[name] = ",".join(picked(TO_PUT_IN[name], query[name], count))
    # A page shows what is cancelled in its own way.
    if path == "/events/{name}" and "." not in str(in_path["name"]):
        query.pop("cancelled", None)
    # Words are searched for: a text without one, of punctuation alone, is a question badly put.
    if "q" in query and not parts_of(" ".join(clean(str(query["q"])).split())):
        query["q"] = "bal"
    # A filter of one value only can be given once: in the path or after it.
    if in_path.get("filter_name") in OF_ONE_VALUE:
        query.pop(str(in_path["filter_name"]), None)
    asked = query | {str(in_path.get("filter_name")): in_path.get("value")}
    # A time that ends before it begins is a slip, and told as such.
    start, end = str(asked.get("from")), str(asked.get("to"))
    if start[:1].isdigit() and end[:1].isdigit() and start > end:
        query.pop("to" if "to" in query else "from")
    # How far is a question only where it is said around what.
    if "near" not in asked:
        query.pop("radius_km", None)
        if in_path.get("filter_name") == "radius_km":
            query["near"] = "34142"
    # No order by what was not asked for.
    if {"relevance": "q", "distance": "near"}.get(str(query.get("sort")), "q") not in query and "sort" in query:
        query["sort"] = "date"
    # A cursor is of one list in one order.
    if "cursor" in query:
        query["cursor"] = CURSORS[path]
        if "sort" in query or ("q" in query and path in {"/api/v1/occurrences", "/api/v1/events"}):
            query["sort"] = "date"
    return query


def body(path: str, given: dict[str, Any]) -> dict[str, Any]:
    if "selections" in path:
        return {"occurrences": picked(live(KEPT_UIDS), given["occurrences"], len(given["occurrences"]))}
    if "imports" in path:
        return of_imports(path, dict(given))
    if "venues" in path:
        # A pin on the other side of the world is refused as a slip, which the document cannot tell of a number.
        known = {"into": TO_MERGE[1], "candidate": 1, "latitude": 43.7, "longitude": 3.3}
        return {name: known.get(name, value) for name, value in given.items()}
    made = dict(given)
    # An event keeps its title in the programme's own language, with a letter in it.
    for texts in (made, made.get("titles")):
        if isinstance(texts, dict):
            name = "title" if texts is made else "fr"
            if name in texts and not clean(texts[name] or "").strip():
                texts[name] = "Balèti"
    if "titles" in made and made["titles"] is None:
        made["titles"] = {"oc": None}
    if made.get("url") and not is_web_address(" ".join(clean(made["url"]).split())):
        made["url"] = "https://example.org/x"
    if made.get("image"):
        made["image"] = None  # one is copied before it is taken, and there is none to be copied
    # A time is judged as a whole: it begins before it ends, and has an hour unless it is of whole days.
    if made.keys() & {"start", "end", "all_day"}:
        whole = bool(made.get("all_day"))
        day = 10 + crc32(repr(given).encode()) % 15
        made["start"] = f"2018-06-{day}" if whole else f"2018-06-{day}T20:30"
        made["end"] = None if given.get("end") is None else f"2018-06-{day + 1}" if whole else f"2018-06-{day}T22:00"
        made["all_day"] = whole
    # A place is recognised or refused, never guessed; a pin has both its numbers.
    if made.keys() & {"commune", "insee_code", "postcode"}:
        commune = COMMUNES[crc32(repr(given).encode()) % len(COMMUNES)]
        made |= {"commune": commune["name"], "insee_code": commune["insee_code"]}
        made.pop("postcode", None)
    if (made.get("latitude") is None) != (made.get("longitude") is None):
        made |= {"latitude": 43.6, "longitude": 3.9}
    return made


def of_imports(path: str, made: dict[str, Any]) -> dict[str, Any]:
    """A form has its file, JSON an address or a pasted table: this one can be read, and is fetched from nowhere."""
    if path.endswith("/apply"):
        return made | {"accept": {"2": "yes"}} if made.get("accept") else made
    as_form = "file" in made
    if as_form:
        made["file"] = TABLE.encode()
    elif path == "/api/v1/imports":
        made.pop("url", None)
        made["text"] = TABLE
    # What is named exists: a partner, its edition, a commune, a heading; a table has no sheets.
    mapping = {"title": "title"}
    right = {
        "partner": PARTNERS[0], "edition": 2018, "commune": "34142", "sheet": "",
        "mapping": json.dumps(mapping) if as_form else mapping,
    }  # fmt: skip
    made |= {name: value for name, value in right.items() if made.get(name) is not None}
    if as_form and "languages" in made:
        made["languages"] = "oc,fr"
    return made
