"""What an address answered, as values: everything judged of HTTP is judged of these."""

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit


@dataclass(frozen=True, slots=True)
class Answer:
    """`headers` with names in small letters; `cut` when the body was larger than is read."""

    status: int
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    seconds: float = 0.0
    cut: bool = False

    def header(self, name: str) -> str:
        """Several are joined as RFC 9110 5.3 has it; empty where there is none."""
        return ", ".join(value for named, value in self.headers if named == name)


@dataclass(frozen=True, slots=True)
class Visit:
    """`address` is where the redirects of `hops` ended; what was not asked, for want of a validator, is None."""

    asked: str
    address: str
    hops: tuple[str, ...]
    first: Answer
    endless: bool = False
    second: Answer | None = None
    head: Answer | None = None
    by_etag: Answer | None = None
    by_date: Answer | None = None
    by_old_date: Answer | None = None
    zipped: Answer | None = None
    robots: Answer | None = None

    @property
    def name(self) -> str:
        """What Thunderbird will call the calendar: the last part of the path, without its extension."""
        last = unquote(urlsplit(self.address).path.rstrip("/").rpartition("/")[2])
        return last.rpartition(".")[0] or last
