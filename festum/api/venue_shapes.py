"""A venue as the API shows it to editors, and what may be done with it."""

from typing import Any

from festum.actions.find_duplicates import DuplicateShown
from festum.actions.list_venues import VenuePage, VenueShown
from festum.actions.merge_venues import MergePage, MergeShown
from festum.actions.pin_venue import Pinned
from festum.actions.report_geocoding import GeocodingReport
from festum.domain.geocoding import Doubt, Geocoding, Judged
from festum.domain.place import Point, Venue
from festum.domain.whereabouts import Whereabouts
from festum.locale.catalogue import say

METRES = 3
"""Decimals of a kilometre that are told."""


def venue_shape(shown: VenueShown, base_url: str, language: str) -> dict[str, Any]:
    geocoding = shown.geocoding
    return {
        "venue": numbered_venue(geocoding.venue_id, geocoding.venue),
        "geocoding": _geocoding(geocoding, language),
        "events": shown.events,
        "links": _links(geocoding.venue_id, base_url),
    }


def venues_shape(page: VenuePage, base_url: str, language: str) -> dict[str, Any]:
    return {"items": [venue_shape(shown, base_url, language) for shown in page.items], "next": page.next}


def pinned_shape(pinned: Pinned, point: Point, base_url: str, language: str) -> dict[str, Any]:
    commune = pinned.shown.geocoding.venue.commune
    message = None
    if pinned.far and commune is not None and pinned.distance_km is not None:
        message = say(language, "pin.far", km=round(pinned.distance_km), commune=commune.name)
    return venue_shape(pinned.shown, base_url, language) | {
        "whereabouts": whereabouts_shape(point, pinned.whereabouts, language),
        "message": message,
    }


def whereabouts_shape(point: Point, found: Whereabouts, language: str) -> dict[str, Any]:
    departement = found.departement
    return {
        "latitude": point.latitude,
        "longitude": point.longitude,
        "departement": None if departement is None else {"code": departement.code, "name": departement.name},
        "communes": [
            {
                "insee_code": commune.insee_code,
                "name": commune.name,
                "departement": commune.departement,
                "distance_km": round(km, METRES),
            }
            for commune, km in found.communes
        ],
        "message": say(language, "whereabouts.nowhere") if departement is None else None,
    }


def duplicate_shape(found: DuplicateShown, base_url: str) -> dict[str, Any]:
    return {
        "keep": numbered_venue(found.keep_id, found.keep),
        "give_up": numbered_venue(found.give_up_id, found.give_up),
        "keep_events": found.events[0],
        "give_up_events": found.events[1],
        "likeness": round(found.pair.likeness, 3),
        "metres": found.pair.metres,
        "links": {"merge": _links(found.give_up_id, base_url)["merge"]},
    }


def merge_shape(shown: MergeShown, base_url: str) -> dict[str, Any]:
    merge = shown.merge
    return {
        "id": merge.id,
        "merged": numbered_venue(merge.merged_id, shown.merged),
        "into": numbered_venue(merge.into_id, shown.into),
        "at": merge.at,
        "by": merge.actor,
        "occurrences": list(merge.occurrences),
        "undone_at": merge.undone_at,
        "links": {"undo": f"{base_url}/api/v1/venue-merges/{merge.id}/undo"},
    }


def merges_shape(page: MergePage, base_url: str) -> dict[str, Any]:
    return {"items": [merge_shape(shown, base_url) for shown in page.items], "next": page.next}


def summary_shape(report: GeocodingReport) -> dict[str, Any]:
    return {
        "at": report.at,
        "venues": report.venues,
        "points": [
            {"provenance": one.provenance, "precision": one.precision, "venues": one.venues} for one in report.points
        ],
        "states": {str(state): number for state, number in report.states},
        "doubts": {str(doubt): number for doubt, number in report.doubts},
        "due": report.due,
        "unpublished": report.unpublished,
        "services": [
            {
                "provider": service.provider,
                "per_second": service.per_second,
                "failures": service.failures,
                "open_until": service.open_until,
                "reason": service.reason or None,
            }
            for service in report.services
        ],
    }


def numbered_venue(number: int, venue: Venue) -> dict[str, Any]:
    commune, point = venue.commune, venue.point
    return {
        "id": number,
        "name": venue.name,
        "address": venue.address,
        "postcode": venue.postcode,
        "commune": commune.name if commune else None,
        "insee_code": commune.insee_code if commune else None,
        "departement": commune.departement if commune else None,
        "latitude": point.latitude if point else None,
        "longitude": point.longitude if point else None,
        "precision": venue.precision,
        "provenance": venue.provenance,
    }


def _geocoding(geocoding: Geocoding, language: str) -> dict[str, Any]:
    return {
        "state": geocoding.state,
        "doubt": geocoding.doubt,
        "doubt_text": _said(geocoding.doubt, language),
        "provider": geocoding.provider,
        "query": geocoding.query,
        "score": geocoding.score,
        "label": geocoding.label,
        "asked_at": geocoding.asked_at,
        "by": geocoding.by,
        "candidates": [_candidate(n, judged, language) for n, judged in enumerate(geocoding.candidates, 1)],
    }


def _candidate(number: int, judged: Judged, language: str) -> dict[str, Any]:
    candidate = judged.candidate
    return {
        "number": number,
        "label": candidate.label,
        "old_commune": candidate.old_commune or None,
        "name": candidate.name,
        "housenumber": candidate.housenumber,
        "kind": candidate.kind,
        "precision": candidate.precision,
        "latitude": candidate.point.latitude,
        "longitude": candidate.point.longitude,
        "score": candidate.score,
        "likeness": round(judged.likeness, 3),
        "distance_km": round(judged.distance_km, METRES),
        "provider": candidate.provider,
        "doubt": judged.doubt,
        "doubt_text": _said(judged.doubt, language),
    }


def _said(doubt: Doubt | None, language: str) -> str | None:
    return None if doubt is None else say(language, f"doubt.{doubt}")


def _links(number: int, base_url: str) -> dict[str, str]:
    address = f"{base_url}/api/v1/venues/{number}"
    return {
        "self": address,
        "pin": f"{address}/pin",
        "accept": f"{address}/accept",
        "ask": f"{address}/ask",
        "merge": f"{address}/merge",
    }
