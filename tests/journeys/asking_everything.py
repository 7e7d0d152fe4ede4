"""What schemathesis cannot know and a caller does: which partners there are, which ids, what belongs together.

Loaded by it as its hooks (see `schemathesis.toml`). Where it asks what the document allows, values that only the data
knows are put in, and what is refused by design is taken out, each with its reason: then everything must be accepted.
What it makes wrong on purpose is left as wrong as it is; only what stands beside it is made right, so that a refusal
is one of the fault.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
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


def everything(path: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    cursor = ""
    while True:
        page = SERVER.get(f"{path}?limit=200{cursor}").raise_for_status().json()
        found += page["items"]
        if page["next"] is None:
            return found
        cursor = f"&cursor={page['next']}"


def words(path: str, field: str) -> list[str]:
    return [str(item[field]) for item in everything(f"/api/v1/{path}")]


def new_selection() -> str:
    made = SERVER.post("/api/v1/selections", json={"occurrences": live_uids()[:3]}).raise_for_status().json()
    edit_tokens[made["token"]] = made["edit_token"]
    return str(made["token"])


OCCURRENCES = everything("/api/v1/occurrences")
EVENT_OF = {item["id"]: item["event_id"] for item in OCCURRENCES}
KEPT_UIDS = list(EVENT_OF)[:KEPT]
KEPT_EVENTS = list(dict.fromkeys(EVENT_OF[uid] for uid in KEPT_UIDS))
TO_DELETE = [uid for uid in EVENT_OF if EVENT_OF[uid] not in KEPT_EVENTS]
COMMUNES = everything("/api/v1/communes")
REVISION = int(SERVER.get("/health").raise_for_status().json()["revision"])
VALUES = {
    "edition": [*words("editions", "year"), "all"],
    "departement": words("departements", "code"),
    "commune": [commune["insee_code"] for commune in COMMUNES],
    "epci": [commune["epci"] for commune in COMMUNES],
    "partner": words("partners", "key"),
    "near": ["34142", "43.6,3.9", *(commune["insee_code"] for commune in COMMUNES[:20])],
    "radius_km": ["20"],
    "since": [str(number) for number in range(REVISION + 1)],
} | {note.name: [note.example] for note in describe_filters() if note.name in {"from", "to", "q"}}
ENUMS = {n.name: list(n.schema["enum"]) for n in describe_filters() if "enum" in n.schema}
SINGULAR = {note.name for note in describe_filters() if not note.plural}
PATHS = [path for path, item in SERVER.get("/openapi.json").json()["paths"].items() if "get" in item]
CURSORS = {
    path: SERVER.get(f"{path}?limit=1").raise_for_status().json()["next"]
    for path in PATHS
    if any(
        p["name"] == "cursor" for p in SERVER.get("/openapi.json").json()["paths"][path]["get"].get("parameters", ())
    )
}

edit_tokens: dict[str, str] = {}
gone: set[str] = set()


def live_uids() -> list[str]:
    return [uid for uid in KEPT_UIDS if uid not in gone]


SELECTIONS = [new_selection() for _ in range(5)]


def picked(pool: Sequence[str], seed: object, count: int = 1) -> list[str]:
    """The same for the same seed, and another for most others."""
    start = crc32(repr(seed).encode())
    return [pool[(start + place) % len(pool)] for place in range(min(count, len(pool)))]


def disposable() -> Iterator[str]:
    while True:
        yield from TO_DELETE


next_to_delete = disposable()


@schemathesis.hook
def before_call(context: Any, case: Any, kwargs: Any) -> None:
    meta = case.meta
    if meta is None:
        return
    wrong = {location for location, component in meta.components.items() if component.mode.is_negative}
    faults = {meta.phase.data.parameter, *(mutation.parameter for mutation in meta.phase.data.mutations)} - {None}
    stateful = meta.phase.name == TestPhase.STATEFUL
    if case.path_parameters and ParameterLocation.PATH not in wrong:
        case.path_parameters = address(case, case.path_parameters, stateful)
    if case.query and (ParameterLocation.QUERY not in wrong or faults):
        left = {
            name: value for name, value in case.query.items() if ParameterLocation.QUERY in wrong and name in faults
        }
        beside = {name: value for name, value in case.query.items() if name not in left}
        case.query = question(case.operation.path, beside, case.path_parameters or {}) | left
    if isinstance(case.body, dict) and ParameterLocation.BODY not in wrong:
        case.body = body(case.operation.label, case.body)
    token = (case.path_parameters or {}).get("token")
    if token in edit_tokens and (case.headers or {}).get("Authorization") == f"Bearer {EDIT_TOKEN}":
        case.headers["Authorization"] = f"Bearer {edit_tokens[token]}"
    # What was meant to be right is, and is to be judged so: left to itself schemathesis takes "34,11" for no list.
    case._record_starting_state()


@schemathesis.hook
def after_call(context: Any, case: Any, response: Any) -> None:
    """Learns which programmes were made and what is gone."""
    if response.status_code == 201:
        made = response.json()
        edit_tokens[made["token"]] = made["edit_token"]
    if response.status_code == 204 and case.method == "DELETE":
        deleted = next(iter(case.path_parameters.values()))
        gone.update({deleted}, (uid for uid, event in EVENT_OF.items() if event == deleted))
        gone.update(e for e in KEPT_EVENTS if all(uid in gone for uid, event in EVENT_OF.items() if event == e))


def address(case: Any, given: Mapping[str, Any], stateful: bool) -> dict[str, Any]:
    """What a link of the document led to is left as it is: it may have been deleted on the way, and then 410 is right."""
    deletes = case.method == "DELETE"

    def one(name: str, value: Any) -> Any:
        known = {"uid": EVENT_OF, "event_id": KEPT_EVENTS, "token": edit_tokens}.get(name, ())
        if value in known and (stateful or (value not in gone and not deletes)):
            return value
        match name:
            case "uid":
                return next(next_to_delete) if deletes else picked(live_uids(), value)[0]
            case "event_id":
                return EVENT_OF[next(next_to_delete)] if deletes else picked(live_events(), value)[0]
            case "name":
                _, dot, extension = str(value).partition(".")
                return picked(live_events(), value)[0] + dot + extension
            case "token":
                return new_selection() if deletes else picked([t for t in SELECTIONS if t not in gone], value)[0]
            case "value":
                name_of_filter = str(given["filter_name"])
                return picked(VALUES.get(name_of_filter) or ENUMS[name_of_filter], value)[0]
        return value

    return {name: one(name, value) for name, value in given.items()}


def live_events() -> list[str]:
    return [event for event in KEPT_EVENTS if event not in gone]


def question(path: str, query: dict[str, Any], in_path: Mapping[str, Any]) -> dict[str, Any]:
    for name in query.keys() & VALUES.keys() - {"q", "from", "to", "radius_km"}:
        count = 1 if name in SINGULAR | {"since"} else str(query[name]).count(",") + 1
        query[name] = ",".join(picked(VALUES[name], query[name], count))
    # A page shows what is cancelled in its own way.
    if path == "/events/{name}" and "." not in str(in_path["name"]):
        query.pop("cancelled", None)
    # Words are searched for: a text without one, of punctuation alone, is a question badly put.
    if "q" in query and not parts_of(" ".join(clean(str(query["q"])).split())):
        query["q"] = "bal"
    # A filter of one value only can be given once: in the path or after it.
    if in_path.get("filter_name") in SINGULAR:
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


def body(operation: str, given: dict[str, Any]) -> dict[str, Any]:
    if "selections" in operation:
        return {"occurrences": picked(live_uids(), given["occurrences"], len(given["occurrences"]))}
    made = dict(given)
    # An event keeps its title in the programme's own language, with a letter in it.
    for texts in (made, made.get("titles")):
        if isinstance(texts, dict):
            name = "title" if texts is made else "fr"
            if name in texts and not clean(texts[name] or "").strip():
                texts[name] = "Balèti"
    if "titles" in made and made["titles"] is None:
        made["titles"] = {"oc": None}
    for name in ("url", "image"):
        if made.get(name) and not is_web_address(" ".join(clean(made[name]).split())):
            made[name] = "https://example.org/x"
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
