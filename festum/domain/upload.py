"""An upload: the file as it was sent, the plan made of it, and what became of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from festum.domain.plan import Brake, Mode
from festum.errors import Problem


class UploadState(StrEnum):
    """PLANNING and APPLYING are under way; FAILED could not be read, `failure` says why."""

    PLANNING = "planning"
    PLANNED = "planned"
    APPLYING = "applying"
    APPLIED = "applied"
    UNDONE = "undone"
    DISCARDED = "discarded"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Failure:
    """A refusal by its key and values, to be said in the reader's language."""

    key: str
    values: Mapping[str, str | int]


@dataclass(frozen=True, slots=True)
class UploadHeading:
    """As the reader took it: see `importers.reading.Heading`."""

    label: str
    column: str
    how: str
    samples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Left:
    """An event an undo left as it is, because it was edited since."""

    event: str
    title: str


@dataclass(frozen=True, slots=True)
class Consent:
    """What the one who applies says: answers by line ("yes", "skip", "new" or an INSEE code), only the good rows, and
    that what the brake holds back is meant."""

    accept: Mapping[int, str]
    partial: bool = False
    withdraw: bool = False


@dataclass(frozen=True, slots=True)
class Upload:
    """`partner` is "" for an administrator's file that names its partners itself; `stopped` says that rows keep the
    whole from being applied. `phase`, `done`, `total` tell how far what is under way has come. `import_id` is None
    where applying changed nothing. Instants are UTC."""

    id: int
    partner: str
    actor: str
    made_at: datetime
    file_name: str
    digest: str
    size: int
    source: str
    edition: int | None
    mode: Mode
    state: UploadState
    kind: str = ""
    encoding: str = ""
    delimiter: str = ""
    header_line: int = 0
    counts: Mapping[str, int] | None = None
    problems: tuple[Problem, ...] = ()
    headings: tuple[UploadHeading, ...] = ()
    brake: Brake | None = None
    stopped: bool = False
    fingerprint: str = ""
    phase: str = ""
    done: int = 0
    total: int = 0
    touched_at: datetime | None = None
    failure: Failure | None = None
    applied_at: datetime | None = None
    import_id: int | None = None
    undone_at: datetime | None = None
    left: tuple[Left, ...] = ()
