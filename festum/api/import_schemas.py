"""Imports as the API takes and gives them."""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from festum.api.schemas import Schema
from festum.domain.plan import Answer, Mode, Verdict
from festum.domain.upload import UploadState
from festum.domain.vocabulary import SPOKEN_LANGUAGES


def _told(**schema: Any) -> Any:
    """For the document alone. It is judged further down, where a wrong word is answered with the nearest right one."""
    return Field(json_schema_extra=schema)


INSEE = r"[0-9][0-9AB][0-9]{3}"
Line = Annotated[str, Field(max_length=300)]
ModeWord = Annotated[str, _told(enum=[str(mode) for mode in Mode])]
SpokenLanguage = Annotated[str, _told(enum=list(SPOKEN_LANGUAGES))]
LINE = r"[1-9][0-9]{0,6}"
LineNumber = Annotated[str, _told(pattern=f"^{LINE}$")]
AnswerWord = Annotated[str, _told(pattern=f"^({'|'.join(Answer)}|{INSEE})$")]

TAKEN = ConfigDict(extra="forbid", frozen=True)


class BesideFile(BaseModel):
    """What is said beside a file; it fills what the file leaves empty."""

    model_config = TAKEN

    edition: int | None = Field(None, ge=1000, le=9999, description="Year, where no row says it", examples=[2018])
    mode: ModeWord | None = Field(
        None, description="`replace` withdraws what is stored and not in the file", examples=["merge"]
    )
    commune: str | None = Field(
        None, max_length=300, description="Where no row says where: a name or an INSEE code", examples=["Lodève"]
    )
    languages: list[SpokenLanguage] | None = Field(
        None, max_length=20, description="Spoken, where no row says it", examples=[["oc", "fr"]]
    )
    mapping: dict[Line, Line] | None = Field(
        None, max_length=500, description="Headings of the file and what they are for: a column of the template, or "
        "empty to leave one aside", examples=[{"Quoi": "title"}],
    )  # fmt: skip
    sheet: str | None = Field(None, max_length=300, description="Which sheet of a workbook", examples=["Programme"])


class ImportNew(BesideFile):
    """Where the file is, or a table as it was pasted: one of both."""

    partner: str | None = Field(
        None, max_length=100, description="Whose programme; by default that of the key", examples=["lenga-e-cacalas"]
    )
    url: str | None = Field(None, max_length=2000, description="Where it is fetched from")
    text: str | None = Field(
        None, max_length=10_000_000, description="A table pasted from elsewhere: text between tabs, or HTML",
        examples=["title\tstart\tcommune\nBalèti\t2018-06-23T21:00\tLodève"],
    )  # fmt: skip


class ImportChange(BesideFile):
    """What is to be taken otherwise; what is absent or null stays as it was said."""


class ImportConsent(BaseModel):
    """What is meant, where the plan asks."""

    model_config = TAKEN

    accept: dict[LineNumber, AnswerWord] = Field(
        default_factory=dict, max_length=10_000, description="By line: `yes` takes the proposal, `skip` leaves the row "
        "out, `new` says it is another event than was thought; an INSEE code says where", examples=[{"9": "yes"}],
    )  # fmt: skip
    partial: bool = Field(False, description="Only the rows nothing stands against")
    withdraw: bool = Field(False, description="So many dates are withdrawn on purpose")


class MessageOut(Schema):
    """What is said of a cell, of a row or of the file."""

    level: Literal["error", "warning", "note"]
    key: str = Field(description="For programs; never changes", examples=["year_to_confirm"])
    column: str = Field(description="The column's heading in the file, or its letter; empty: the whole row")
    value: str = Field(description="What was found")
    text: str = Field(description="In the language of `lang`")


class DraftCommune(Schema):
    insee: str = Field(examples=["34142"])
    name: str = Field(examples=["Lodève"])


class DraftOccurrence(Schema):
    start: str = Field(description="Local, ISO 8601; a date alone when `all_day`", examples=["2018-06-23T21:00"])
    end: str | None = Field(description="Likewise; the last day, included, when `all_day`; null: not said")
    all_day: bool


class DraftOut(Schema):
    """The best that was understood, whatever the verdict."""

    title: str
    occurrences: list[DraftOccurrence]
    venue: str | None
    commune: DraftCommune | None
    languages: list[str]
    free: bool | None = Field(description="null: not stated, or a free contribution")
    price: str | None


class ChangeOut(Schema):
    field: str
    old: str
    new: str


class RowOut(Schema):
    line: int | None = Field(description="As the spreadsheet shows it; null: stored, and not in the file", examples=[9])
    verdict: Verdict
    title: str
    messages: list[MessageOut]
    draft: DraftOut | None
    uids: list[str] = Field(description="Ids of the dates it is or would be")
    changes: list[ChangeOut] = Field(description="What would change, as it is and as it would be")


class RowList(Schema):
    items: list[RowOut]
    next: int | None = Field(description="`after` of the following page; null: that was all")


class HeadingOut(Schema):
    label: str = Field(description="As the file has it")
    column: str = Field(description="What it was taken for; empty: not known, `mapping` can say it")
    how: str = Field(description="ours, table, mapping or unknown")
    samples: list[str] = Field(description="Some of what stands below it")


class BrakeOut(Schema):
    """So many dates of a programme would be withdrawn that somebody must say it is meant: `withdraw`."""

    withdrawn: int
    of: int


class FailureOut(Schema):
    key: str
    values: dict[str, str | int]
    text: str


class LeftOut(Schema):
    event_id: str
    title: str


class LinksOut(Schema):
    self: str
    rows: str
    report_csv: str
    report_xlsx: str
    apply: str
    undo: str
    progress: str


class ImportShort(Schema):
    """An import as the history has it."""

    id: int
    state: UploadState = Field(description="planning, planned, applying, applied, undone, discarded or failed")
    partner: str | None = Field(description="null: the file names its partners itself")
    by: str = Field(description="Whose key")
    edition: int | None
    mode: Mode
    file_name: str = Field(examples=["programme.xlsx"])
    size: int = Field(description="Bytes")
    source: str | None = Field(description="Where it was fetched from")
    made_at: datetime = Field(description="UTC, as those below")
    applied_at: datetime | None
    undone_at: datetime | None
    counts: dict[str, int] = Field(description="Rows by verdict")
    stopped: bool = Field(description="Rows stand against applying the whole: see `accept` and `partial`")
    brake: BrakeOut | None
    failure: FailureOut | None = Field(description="Why it could not be read")
    left: list[LeftOut] = Field(description="Events an undo left as they are, because they were edited since")
    links: LinksOut


class ImportOut(ImportShort):
    """A file and its plan; nothing is public before it is applied."""

    kind: str = Field(description="What it was read as", examples=["sheet"])
    encoding: str
    delimiter: str
    header_line: int = Field(description="As the spreadsheet counts; 0: none")
    headings: list[HeadingOut]
    messages: list[MessageOut] = Field(description="Of the file as a whole")
    fingerprint: str = Field(description="Of the plan: another one is another plan")
    rows: list[RowOut] = Field(description="The first of them")
    next: int | None = Field(description="`after` of the following rows; null: that was all")


class ImportList(Schema):
    """Newest first."""

    items: list[ImportShort]
    next: int | None = Field(description="`before` of the following page; null: that was all")
