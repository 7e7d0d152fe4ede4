"""What HTML does not allow inside what: a browser would close the outer one by itself and show something else."""

from tests.pages.reading import Page

BLOCKS = {"p", "div", "ul", "ol", "dl", "table", "pre", "details", "section", "article", "form", "h1", "h2", "h3"}
NEVER_INSIDE = {
    "p": BLOCKS,
    "h1": BLOCKS,
    "h2": BLOCKS,
    "h3": BLOCKS,
    "a": {"a", "button", "select", "input", "details"},
    "summary": {"a", "button", *BLOCKS},
    "ul": BLOCKS - {"ul"},
    "table": set(),
}
PARENTS = {
    "li": {"ul", "ol"},
    "dt": {"dl", "div"},
    "dd": {"dl", "div"},
    "tr": {"thead", "tbody"},
    "th": {"tr"},
    "td": {"tr"},
    "thead": {"table"},
    "tbody": {"table"},
    "caption": {"table"},
    "summary": {"details"},
    "option": {"select"},
}


def nested_wrongly(page: Page) -> list[tuple[str, str]]:
    """(outer, inner)"""
    found = []
    for element in page.elements:
        parent = element.inside[-1] if element.inside else ""
        if element.tag in PARENTS and parent not in PARENTS[element.tag]:
            found.append((parent, element.tag))
        for outer in element.inside:
            if outer != "ul" and element.tag in NEVER_INSIDE.get(outer, ()):
                found.append((outer, element.tag))
        if parent in {"ul", "ol"} and element.tag != "li":
            found.append((parent, element.tag))
    return found
