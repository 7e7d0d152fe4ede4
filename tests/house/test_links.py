"""Links that lead somewhere: files, headings, and what the code says is written in docs/."""

import re
from pathlib import Path

import pytest

from tests.house.tables import ROOT

PAGES = sorted(
    [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "data/README.md")]
    + list((ROOT / "docs").rglob("*.md"))
)
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
MENTION = re.compile(r"\bdocs/[\w./-]*\w")


def relative(path: Path) -> str:
    return str(path.relative_to(ROOT))


def without_code(text: str) -> str:
    return re.sub(r"```.*?```", "", text, flags=re.DOTALL)


def anchors(path: Path) -> set[str]:
    """As GitHub makes them: lower case, punctuation dropped, spaces to dashes."""
    headings = re.findall(r"^#+ (.+)$", without_code(path.read_text("utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def broken(page: Path, text: str) -> list[str]:
    """Relative links of a page that lead to no file, or to no heading of it."""
    found = []
    for link in LINK.findall(without_code(text)):
        if re.match(r"[a-z]+:", link):
            continue
        name, _, anchor = link.partition("#")
        target = (page.parent / name).resolve() if name else page
        inside = target.is_relative_to(ROOT)
        if not (inside and target.exists() and (not anchor or anchor in anchors(target))):
            found.append(link)
    return found


@pytest.mark.parametrize("page", PAGES, ids=relative)
def test_link_of_a_page_leads_somewhere(page: Path) -> None:
    assert broken(page, page.read_text("utf-8")) == []


def test_broken_link_is_noticed() -> None:
    page = ROOT / "README.md"
    text = "[a](nowhere.md) [b](#no-heading) [c](LICENSE) [d](#filters) [e](https://example.org) ![f](../outside.png)"
    assert broken(page, text) == ["nowhere.md", "#no-heading", "../outside.png"]


@pytest.mark.parametrize(
    "path",
    [p for p in (*sorted((ROOT / "festum").rglob("*.py")), ROOT / "pyproject.toml", ROOT / "Makefile")
     if MENTION.search(p.read_text("utf-8"))],
    ids=relative,
)  # fmt: skip
def test_page_mentioned_in_code_is_there(path: Path) -> None:
    """`docs/decisions/0003` is enough of a decision's name."""
    mentioned = MENTION.findall(path.read_text("utf-8"))
    assert [name for name in mentioned if not ((ROOT / name).exists() or list(ROOT.glob(f"{name}-*.md")))] == []


def test_picture_of_the_readme_says_what_is_to_be_seen() -> None:
    pictures = re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", (ROOT / "README.md").read_text("utf-8"))
    assert [name for _, name in pictures] == ["docs/images/programme.png"]
    assert all(len(said) > 80 for said, _ in pictures)
