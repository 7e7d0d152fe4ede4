"""What another agenda's file says of one event, field by field: cleaned, bounded, every fault named by its field."""

from collections.abc import Iterable

from festum.domain.columns import COLUMNS
from festum.domain.place import Point
from festum.domain.text import clean
from festum.domain.texts import Texts
from festum.domain.vocabulary import TEXT_LANGUAGES
from festum.domain.web import is_web_address
from festum.errors import Level, Problem
from festum.importers.kinds import categories_in
from festum.importers.safe_text import plain

_MOST_WORDS = 100


class Fields:
    """For one event. `field` is always the file's own name of it: "DTSTART", "timings"."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def complain(self, level: Level, key: str, field: str, value: str = "", proposal: str = "") -> None:
        self.problems.append(Problem(level, key, field, clean(value)[:200], proposal))

    def text(self, field: str, value: object, column: str, *, lines: bool = False) -> str:
        """Without HTML; what is no text or number is nothing. As long as `column` of our own sheet may be."""
        return self.ours(field, plain(written(value)), column, lines=lines)

    def ours(self, field: str, value: str, column: str, *, lines: bool = False) -> str:
        """Of a text that is no HTML whatever stands in it."""
        found = clean(value)
        if not lines:
            found = " ".join(found.split())
        longest = COLUMNS[column].longest
        if len(found) > longest:
            self.complain("error", "too_long", field, found, str(longest))
        return found

    def texts(self, field: str, value: object, column: str, *, lines: bool = False) -> Texts:
        """Of `{"fr": "…", "oc": "…"}`, or of a text alone, which is taken for the programme's own language.

        A text there is only in another language stands for that one too: ours is what the sheet and most readers need.
        """
        if not isinstance(value, dict):
            return Texts.of({TEXT_LANGUAGES[0]: self.text(field, value, column, lines=lines)})
        told = {str(language).lower()[:2]: text for language, text in value.items() if written(text)}
        found = {code: self.text(field, told[code], column, lines=lines) for code in TEXT_LANGUAGES if code in told}
        first = next((text for text in found.values() if text), "")
        if not first and told:
            first = self.text(field, next(iter(told.values())), column, lines=lines)
        return Texts.of({TEXT_LANGUAGES[0]: first} | {code: text for code, text in found.items() if text})

    def title(self, field: str, value: object) -> Texts:
        titles = self.texts(field, value, "title")
        if not titles.pairs:
            self.complain("error", "title_missing", field)
        return titles

    def web_address(self, field: str, value: object, column: str) -> str:
        """What is none is left out and shown: "www.festa.example" is understood."""
        found = " ".join(clean(written(value)).split())
        if found.lower().startswith("www."):
            found = f"https://{found}"
        if not found:
            return ""
        if not is_web_address(found) or len(found) > COLUMNS[column].longest:
            self.complain("warning", "address_left", field, found)
            return ""
        return found

    def pin(self, field: str, latitude: object, longitude: object) -> Point | None:
        """None too for 0, 0, which is what programs write for want of better."""
        if latitude in (None, "") and longitude in (None, ""):
            return None
        try:
            point = Point(float(written(latitude)), float(written(longitude)))
        except ValueError:
            self.complain("warning", "pin_unreadable", field, f"{written(latitude)} {written(longitude)}")
            return None
        return None if point == Point(0.0, 0.0) else point

    def categories(self, field: str, words: Iterable[object]) -> tuple[str, ...]:
        """Those we have; the others are said, as they may have been meant for something."""
        found: dict[str, None] = {}
        left: dict[str, None] = {}
        for word in list(words)[:_MOST_WORDS]:
            ours, unknown = categories_in(" ".join(clean(written(word)).split())[:300])
            found |= dict.fromkeys(ours)
            left |= dict.fromkeys(unknown)
        if left:
            self.complain("note", "words_left", field, ", ".join(left))
        return tuple(found)

    def languages(self, field: str, said: tuple[str, ...], usual: tuple[str, ...]) -> tuple[str, ...]:
        """Those said, else the partner's usual ones, marked so; none is hinted at, never guessed."""
        if not said and usual:
            self.complain("note", "languages_default", field, proposal=", ".join(usual))
        elif not said:
            self.complain("note", "languages_not_stated", field)
        return said or usual

    def members(self, field: str, values: Iterable[object], column: str) -> tuple[str, ...]:
        """Each once; names, in which nothing is HTML."""
        found = [self.ours(field, written(value), column) for value in list(values)[:_MOST_WORDS]]
        return tuple(dict.fromkeys(text for text in found if text))


def written(value: object) -> str:
    """A text, or a number as it is written; nothing for what is neither, true and false included."""
    if isinstance(value, str):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return ""
