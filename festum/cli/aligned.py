"""Rows with their cells one below the other, uncut: what is cut to the width of the terminal is of no use."""

from collections.abc import Sequence


def aligned(rows: Sequence[Sequence[str]], indent: int = 2) -> list[str]:
    """Figures to the right, words to the left; the last cell as long as it likes."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = []
    for row in rows:
        cells = [
            cell.rjust(width) if cell.isdigit() else cell.ljust(width) for cell, width in zip(row, widths, strict=True)
        ]
        lines.append((" " * indent + "  ".join(cells)).rstrip())
    return lines
