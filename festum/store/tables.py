"""The tables. Plain Core: without mapped relations nothing can be loaded by surprise (docs/decisions/0003)."""

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Instant(TypeDecorator[datetime]):
    """A UTC instant, aware on both databases; SQLite has no zones of its own."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value.replace(tzinfo=UTC) if value is not None and value.tzinfo is None else value


state = Table(
    "state",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("revision", Integer, nullable=False),
    Column("revised_at", Instant, nullable=False),
    Column("renderer", String(64), nullable=False),
    Column("selections", Integer, nullable=False, server_default="0", comment="Raised by every write to a selection"),
    Column(
        "words", String(64), nullable=False, server_default="-", comment="How the terms for searching were last taken"
    ),
    comment="One row: the revision every public answer belongs to, and the renderer it was last raised for",
)

editions = Table(
    "editions",
    metadata,
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("number", Integer),
    Column("starts_on", Date),
    Column("ends_on", Date),
    Column("source", Text, nullable=False),
    Column("published", Integer, comment="The revision that made it public; the highest is the current edition"),
    Column("revision", Integer, nullable=False, server_default="0", comment="The latest that changed it"),
)

communes = Table(
    "communes",
    metadata,
    Column("insee_code", String(5), primary_key=True),
    Column("name", Text, nullable=False),
    Column("departement", String(3), nullable=False, index=True),
    Column("epci", String(9), nullable=False, index=True),
    comment="The gazetteer's communes, for joining and filtering; all else about them is in the package",
)

partners = Table(
    "partners",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", String(100), nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("insee_code", String(5), nullable=False),
    Column("departement", String(3), nullable=False),
    Column("url", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("revision", Integer, nullable=False, server_default="0", comment="The latest that changed it"),
    Column("uploads", Integer, nullable=False, server_default="0", comment="Applied and undone: what a plan rests on"),
)

venues = Table(
    "venues",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("venue_key", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("postcode", String(10), nullable=False),
    Column("insee_code", ForeignKey("communes.insee_code"), index=True),
    Column("latitude", Float),
    Column("longitude", Float),
    Column("precision", String(20)),
    Column("provenance", String(20)),
    Column("x", Float, comment="The point on a sphere of radius 1: distances in plain arithmetic, alike everywhere"),
    Column("y", Float),
    Column("z", Float),
)

events = Table(
    "events",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("edition", ForeignKey("editions.year"), nullable=False, index=True),
    Column("partner_id", ForeignKey("partners.id"), nullable=False, index=True),
    Column("event_key", String(200), nullable=False),
    Column("titles", JSON, nullable=False),
    Column("descriptions", JSON, nullable=False),
    Column("languages", JSON, nullable=False),
    Column("categories", JSON, nullable=False),
    Column("flags", JSON, nullable=False),
    Column("organisers", JSON, nullable=False),
    Column("price", Text, nullable=False),
    Column("admission", String(20), nullable=False),
    Column("booking", Text, nullable=False),
    Column("access", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("image", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("locks", JSON, nullable=False),
    Column("revision", Integer, nullable=False, server_default="0", index=True, comment="The latest that changed it"),
    UniqueConstraint("edition", "partner_id", "event_key"),
)

event_words = Table(
    "event_words",
    metadata,
    Column("event_id", ForeignKey("events.id", ondelete="CASCADE"), primary_key=True),
    Column("list", String(10), primary_key=True, comment="language, category or flag"),
    Column("word", String(30), primary_key=True),
    Index("ix_event_words_list_word", "list", "word"),
    comment="The members of an event's lists, for filtering; the lists themselves, in order, are on the event",
)

Term = String(64).with_variant(String(64, collation="C"), "postgresql")
"""Compared by code point on both databases, so that a prefix is a range."""

event_terms = Table(
    "event_terms",
    metadata,
    Column("term", Term, primary_key=True),
    Column("event_id", ForeignKey("events.id", ondelete="CASCADE"), primary_key=True),
    Column("weight", Integer, nullable=False),
    Index("ix_event_terms_event_id", "event_id"),
    comment="What an event is found by (domain/search.py), and how much a find there counts",
    sqlite_with_rowid=False,
)

venue_terms = Table(
    "venue_terms",
    metadata,
    Column("term", Term, primary_key=True),
    Column("venue_id", ForeignKey("venues.id", ondelete="CASCADE"), primary_key=True),
    Column("weight", Integer, nullable=False),
    Index("ix_venue_terms_venue_id", "venue_id"),
    comment="Likewise a venue, with its commune and département",
    sqlite_with_rowid=False,
)

occurrences = Table(
    "occurrences",
    metadata,
    Column("uid", String(36), primary_key=True),
    Column("event_id", ForeignKey("events.id"), nullable=False),
    Column("occurrence_key", String(200), nullable=False),
    Column("position", Integer, nullable=False),
    Column("starts_at", DateTime, nullable=False),
    Column("ends_at", DateTime),
    Column("all_day", Boolean, nullable=False),
    Column("time_text", Text, nullable=False),
    Column("day", Date, nullable=False),
    Column("last_day", Date, nullable=False),
    Column("venue_id", ForeignKey("venues.id"), index=True),
    Column("status", String(20), nullable=False),
    Column("notice", Text, nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("modified", Instant, nullable=False),
    Column("state", String(20), nullable=False),
    Column("locks", JSON, nullable=False),
    Column("previous_start", DateTime),
    Column("deleted_at", Instant),
    UniqueConstraint("event_id", "occurrence_key"),
    Index("ix_occurrences_order", "day", "starts_at", "uid"),
    Index("ix_occurrences_state_modified", "state", "modified"),
)

imports = Table(
    "imports",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Instant, nullable=False),
    Column("actor", Text, nullable=False),
    Column("file_name", Text, nullable=False),
    Column("digest", String(64), nullable=False, comment="SHA-256 of the file's bytes"),
    Column("counts", JSON, nullable=False),
    Column("revision", Integer, nullable=False),
)

versions = Table(
    "versions",
    metadata,
    Column("event_id", ForeignKey("events.id"), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("at", Instant, nullable=False),
    Column("actor", Text, nullable=False),
    Column("action", String(30), nullable=False),
    Column("import_id", ForeignKey("imports.id"), index=True),
    Column("revision", Integer, nullable=False),
    Column("snapshot", JSON, nullable=False, comment="The whole event as it was published"),
)

fragments = Table(
    "fragments",
    metadata,
    Column("uid", ForeignKey("occurrences.uid", ondelete="CASCADE"), primary_key=True),
    Column("form", String(20), primary_key=True),
    Column("chain", String(40), primary_key=True),
    Column("cancelled", String(10), primary_key=True),
    Column("renderer", String(64), primary_key=True),
    Column(
        "modified",
        Instant,
        nullable=False,
        comment="Of the occurrence as drawn; a fragment of another second is stale",
    ),
    Column("body", LargeBinary, nullable=False),
    Column("digest", String(64), nullable=False),
)

api_keys = Table(
    "api_keys",
    metadata,
    Column("id", Integer, primary_key=True),
    Column(
        "digest",
        String(64),
        nullable=False,
        unique=True,
        comment="SHA-256 of the key; the key itself is shown once",
    ),
    Column("label", Text, nullable=False),
    Column("partner_id", ForeignKey("partners.id"), comment="NULL reaches every partner's programme"),
    Column("created_at", Instant, nullable=False),
    Column("expires_at", Instant),
    Column("revoked_at", Instant),
)

selections = Table(
    "selections",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("digest", String(64), nullable=False, unique=True, comment="SHA-256 of the token in its address"),
    Column("edit_digest", String(64), nullable=False, comment="SHA-256 of the token that may change it"),
    Column("occurrences", JSON, nullable=False, comment="UIDs"),
    Column("made_at", Instant, nullable=False, index=True, comment="So many in an hour and no more"),
    Column("modified", Instant, nullable=False),
    Column("revision", Integer, nullable=False, comment="Of the database when it was last modified"),
    Column("ends_on", Date, nullable=False, index=True, comment="From that day on it is an empty calendar"),
    Column("ended", Boolean, nullable=False),
    comment="Programmes visitors put together; nothing says whose they are",
)

uploads = Table(
    "uploads",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("partner_id", ForeignKey("partners.id"), index=True, comment="NULL: the file names its partners itself"),
    Column("actor", Text, nullable=False),
    Column("made_at", Instant, nullable=False, index=True),
    Column("file_name", Text, nullable=False),
    Column("digest", String(64), nullable=False, comment="SHA-256 of the file's bytes"),
    Column("size", Integer, nullable=False),
    Column("source", Text, nullable=False, comment="The address it was fetched from, or empty"),
    Column("edition", Integer),
    Column("mode", String(10), nullable=False),
    Column("defaults", JSON, nullable=False, comment="What was said beside the file"),
    Column("consent", JSON, comment="What was said when it was applied"),
    Column("state", String(20), nullable=False, index=True),
    Column("reading", JSON, nullable=False, comment="Kind, encoding, delimiter, header line, headings, problems"),
    Column("counts", JSON),
    Column("brake", JSON),
    Column("stopped", Boolean, nullable=False),
    Column("fingerprint", String(64), nullable=False, comment="Of the plan: another one is another plan"),
    Column("phase", String(20), nullable=False),
    Column("done", Integer, nullable=False),
    Column("total", Integer, nullable=False),
    Column("touched_at", Instant, comment="When the process at work last said so"),
    Column("failure", JSON),
    Column("applied_at", Instant),
    Column("import_id", ForeignKey("imports.id"), index=True),
    Column("undone_at", Instant),
    Column("undo_id", ForeignKey("imports.id")),
    Column("left", JSON, comment="Events an undo left, because they were edited since"),
    comment="Files as they were sent, their plans, and what became of them",
)

upload_files = Table(
    "upload_files",
    metadata,
    Column("upload_id", ForeignKey("uploads.id", ondelete="CASCADE"), primary_key=True),
    Column("content", LargeBinary, nullable=False, comment="Compressed"),
    comment="The files themselves, apart: a row that tells how far it has come is rewritten whole; gone once discarded",
)

upload_rows = Table(
    "upload_rows",
    metadata,
    Column("upload_id", ForeignKey("uploads.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("line", Integer),
    Column("verdict", String(20), nullable=False),
    Column("body", JSON, nullable=False),
    Index("ix_upload_rows_upload_id_verdict_position", "upload_id", "verdict", "position"),
    comment="The rows of a plan, as they are shown",
    sqlite_with_rowid=False,
)

partner_habits = Table(
    "partner_habits",
    metadata,
    Column("partner_id", ForeignKey("partners.id"), primary_key=True),
    Column("mapping", JSON, nullable=False, comment="Headings and our columns, as pairs"),
    Column("insee_code", String(5), nullable=False),
    Column("languages", JSON, nullable=False),
    Column("edition", Integer),
    Column("at", Instant, nullable=False),
    comment="What a partner said beside its last upload, for the next",
)

images = Table(
    "images",
    metadata,
    Column("key", String(36), primary_key=True, comment="UUIDv5 of the address it was copied from"),
    Column("source", Text, nullable=False),
    Column("media_type", String(30), nullable=False),
    Column("width", Integer, nullable=False),
    Column("height", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("copied_at", Instant, nullable=False),
    comment="Copies of the images partners point to",
)

sources = Table(
    "sources",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("partner_id", ForeignKey("partners.id"), nullable=False, index=True),
    Column("url", Text, nullable=False),
    Column("every_hours", Integer, nullable=False),
    Column("mode", String(10), nullable=False),
    Column("defaults", JSON, nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("due_at", Instant, nullable=False, index=True),
    Column("lease_until", Instant, comment="While a process is at it"),
    Column("etag", Text, nullable=False),
    Column("last_modified", Text, nullable=False),
    Column("digest", String(64), nullable=False, comment="Of the bytes last planned"),
    Column("checked_at", Instant),
    Column("outcome", JSON, comment="Key and values of what came of the last visit"),
    Column("failures", Integer, nullable=False, comment="In a row"),
    Column("upload_id", ForeignKey("uploads.id")),
    UniqueConstraint("partner_id", "url"),
    comment="Addresses of partners' calendars, fetched every so many hours",
)
