"""Every route of the API on one page."""

from festum.api.controllers import counts, events, feeds, health, occurrences
from festum.api.openapi import openapi_json

ROUTES = [
    health.get_health,
    openapi_json,
    # GET /feeds/{name}.ics, GET /feeds/{filter}/{value}/{name}.ics; /events/{id}.ics shares its path with a page
    feeds.feed,
    feeds.filtered_feed,
    # GET /api/v1/...
    occurrences.list_occurrences,
    occurrences.get_occurrence,
    occurrences.patch_occurrence,
    occurrences.remove_occurrence,
    events.get_event,
    events.patch_event,
    events.remove_event,
    counts.list_editions,
    counts.list_departements,
    counts.list_communes,
    counts.list_partners,
]
