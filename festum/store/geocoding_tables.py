"""The tables of what is asked of geocoders, and of venues that are one place."""

from sqlalchemy import JSON, Boolean, Column, Float, ForeignKey, Index, Integer, String, Table, Text

from festum.store.tables import Instant, metadata

geocodings = Table(
    "geocodings",
    metadata,
    Column("venue_id", ForeignKey("venues.id", ondelete="CASCADE"), primary_key=True),
    Column("state", String(12), nullable=False),
    Column("asks", String(20), comment="The provider to be asked next; NULL: the first of the chain"),
    Column("step", Integer, nullable=False, comment="Which of the questions for that provider"),
    Column("alone", Boolean, nullable=False, comment="Asked by itself: in bulk it was doubtful"),
    Column("attempts", Integer, nullable=False, comment="In vain, at this step"),
    Column("due_at", Instant, nullable=False),
    Column("lease_until", Instant, index=True, comment="While a process is at it"),
    Column("asking", Text, nullable=False, comment="The key of the question it is at"),
    Column("provider", String(20)),
    Column("query", Text, nullable=False),
    Column("score", Float),
    Column("label", Text, nullable=False),
    Column("asked_at", Instant),
    Column("doubt", String(20)),
    Column("candidates", JSON, nullable=False, comment="All that were proposed and how they were judged"),
    Column("found", JSON(none_as_null=True), comment="The accepted candidate"),
    Column("published", Boolean, nullable=False, comment="What was found is the venue's point"),
    Column("by", Text, nullable=False, comment="The person who decided"),
    Index("ix_geocodings_state_due_at_venue_id", "state", "due_at", "venue_id"),
    comment="How each venue's point came about, and what is still to be asked",
)

geocoders = Table(
    "geocoders",
    metadata,
    Column("name", String(20), primary_key=True),
    Column("turn_at", Instant, nullable=False, comment="Before that nobody asks: one rate for all processes"),
    Column("failures", Integer, nullable=False, comment="One after the other"),
    Column("open_until", Instant, comment="Left alone until then: the circuit is broken, or it asked for patience"),
    Column("reason", Text, nullable=False),
    comment="The services that are asked, and `publication`, whose turn is the next time refined points are published",
)

geocoder_answers = Table(
    "geocoder_answers",
    metadata,
    Column("provider", String(20), primary_key=True),
    Column("question", Text, primary_key=True),
    Column("asked_at", Instant, nullable=False),
    Column("keep_until", Instant, nullable=False, index=True),
    Column("candidates", JSON, nullable=False),
    comment="What was answered, so that nobody is asked twice",
)

venue_merges = Table(
    "venue_merges",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("merged_id", ForeignKey("venues.id"), nullable=False, index=True),
    Column("into_id", ForeignKey("venues.id"), nullable=False, index=True),
    Column("at", Instant, nullable=False),
    Column("actor", Text, nullable=False),
    Column("occurrences", JSON, nullable=False, comment="UIDs of the dates it moved"),
    Column("undone_at", Instant),
    Column(
        "took",
        JSON(none_as_null=True),
        comment="The point it took from the merged one, and its own of before; NULL: it kept its own",
    ),
    comment="Two spellings that are one place: uploads that name the one mean the other",
)
