"""Every page on one page."""

from festum.pages import docs, event, feeds, listing, style
from festum.pages.errors import on_page_error

PAGES = [
    listing.show_listing,
    event.show_event_or_feed,
    feeds.show_feeds,
    docs.show_docs,
    style.stylesheet,
    style.favicon,
    style.robots,
]

__all__ = ["PAGES", "on_page_error"]
