"""Every route of the API on one page."""

from festum.api.controllers import (
    changes,
    counts,
    events,
    feed_list,
    feeds,
    health,
    images,
    import_progress,
    import_reports,
    imports,
    occurrences,
    selections,
    templates,
)
from festum.api.openapi import openapi_json

ROUTES = [
    health.get_health,
    openapi_json,
    images.image,
    # GET /feeds/{name}.ics, GET /feeds/{filter}/{value}/{name}.ics; /events/{id}.ics shares its path with a page
    feeds.feed,
    feeds.filtered_feed,
    # visitors' own: GET /feeds/s/{token}/{name}.ics
    selections.selection_feed,
    # GET /api/v1/...
    occurrences.list_occurrences,
    occurrences.get_occurrence,
    occurrences.patch_occurrence,
    occurrences.remove_occurrence,
    events.list_events,
    events.get_event,
    events.patch_event,
    events.remove_event,
    counts.list_editions,
    counts.list_departements,
    counts.list_communes,
    counts.list_partners,
    counts.list_languages,
    counts.list_categories,
    changes.list_changes,
    feed_list.list_feeds,
    selections.post_selection,
    selections.get_selection,
    selections.put_selection,
    selections.delete_selection,
    # partners' own, with a key
    imports.post_import,
    imports.list_imports,
    imports.get_import,
    imports.list_import_rows,
    imports.patch_import,
    imports.apply_import,
    imports.undo_import,
    imports.delete_import,
    import_progress.get_progress,
    import_reports.get_csv_report,
    import_reports.get_xlsx_report,
    # for everybody
    templates.get_csv_template,
    templates.get_xlsx_template,
    templates.get_table_schema,
]
