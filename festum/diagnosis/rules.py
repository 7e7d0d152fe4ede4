"""Every rule a calendar is held to, and how much breaking it costs.

An error loses an event, a calendar or an hour in some client; a warning is against a standard, or looks wrong in some
client; a note is good to know. Why each: docs/calendar-clients.md.
"""

from collections.abc import Mapping

from festum.errors import Level

_ERRORS = """
    empty html not_calendar outside_calendar not_utf8 bom lone_cr fold_splits_character control_character
    line_unreadable parameter_unreadable parameter_unquoted parameter_twice date_bad date_without_value
    duration_bad geo_bad recur_bad offset_bad uri_bad value_bad type_not_allowed value_parameter_missing
    property_missing property_twice missing_prodid missing_version missing_uid missing_dtstamp missing_dtstart
    component_unclosed component_not_opened component_misplaced version_other calendar_without_component
    status_unknown color_not_a_name end_and_duration end_type_differs end_not_after_start all_day_end_same
    uid_twice stamp_not_utc tzid_with_utc tzid_on_date date_type_differs alarm_incomplete zone_missing
    zone_without_rules zone_disagrees zone_starts_late status_code redirects_endless redirect_to_http
    content_type_html charset_other cut_short old_date_not_modified gzip_broken robots_forbid uids_change
    sequence_falls stamp_falls header_date_falls
"""
_WARNINGS = """
    lone_lf blank_line no_last_break line_long line_separator escape_unknown text_unescaped uri_characters
    property_unknown property_misplaced parameter_unknown parameter_several component_unknown several_calendars
    word_unknown number_out_of_range apple_color_bad calendar_uid method_other names_differ refresh_differs
    calscale_other end_missing summary_missing year_odd people alarm rich_component uid_awkward override_alone
    apple_title_differs until_differs recurring_in_utc html_in_text text_mojibake attachment_inline zone_twice
    zone_rdate zone_rule_without_byday zone_windows_name zone_prefixed zone_not_iana floating_time time_skipped
    redirects_many content_type_other method_parameter etag_missing etag_ignored last_modified_missing
    last_modified_unreadable last_modified_future date_ignored head_differs vary_missing gzip_unasked cookie
    not_cacheable not_https slow dtstamp_moves bytes_move order_moves
"""
_NOTES = """
    x_name_case backslash_misread text_not_composed name_missing no_event method_publish refresh_missing
    duration_not_end midnight_to_midnight transparency_missing sequence_missing last_modified_missing_in_event
    url_only_in_url version_late time_twice zone_unused zone_rule_unread charset_missing etag_weak
    robots_missing host_local attachment_disposition address_long address_unnamed cors_missing
"""

RULES: Mapping[str, Level] = {
    **dict.fromkeys(_ERRORS.split(), "error"),
    **dict.fromkeys(_WARNINGS.split(), "warning"),
    **dict.fromkeys(_NOTES.split(), "note"),
}
