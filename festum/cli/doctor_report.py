"""A calendar's examination, for people and for programs."""

from itertools import groupby
from typing import Any

from rich.console import Console
from rich.markup import escape

from festum.actions.diagnose import CLIENTS, Forecast, Group, Report
from festum.locale.catalogue import say

STYLES = {"error": "bold red", "warning": "yellow", "note": "cyan"}
SIGNS = {"error": "✗", "warning": "!", "note": "·"}


def print_report(console: Console, report: Report, source: str, language: str) -> None:
    """What it is, what is wrong with it, and what that does to whom."""
    console.print(f"[bold]{escape(source)}[/bold]")
    for line in _summary(report, language):
        console.print(f"  {escape(line)}")
    if all(group.first.level == "note" for group in report.groups):
        console.print(f"\n[bold green]{escape(say(language, 'doctor.well'))}[/bold green]")
    for level, groups in groupby(report.groups, key=lambda group: group.first.level):
        these = list(groups)
        console.print(
            f"\n[{STYLES[level]}]{escape(say(language, f'doctor.{level}', count=len(these)))}[/{STYLES[level]}]"
        )
        for group in these:
            for line in _group(group, language):
                console.print(f"  {escape(line)}")
    console.print(f"\n[bold]{escape(say(language, 'doctor.clients'))}[/bold]")
    for client, forecasts in groupby(report.forecasts, key=lambda forecast: forecast.client):
        console.print(f"  {escape(CLIENTS[client])}")
        for one in forecasts:
            console.print(f"    [{STYLES[one.level]}]{SIGNS[one.level]}[/] {escape(_foretold(one, language))}")


def report_json(report: Report, source: str, language: str) -> dict[str, Any]:
    """`line` is 0 for what is of no line; `lines` are the first of them, `count` all."""
    return {
        "source": source,
        "bytes": report.size,
        "components": dict(report.components),
        "findings": [
            {
                "level": group.first.level,
                "key": group.first.key,
                "line": group.first.line,
                "lines": _lines(group),
                "where": group.first.where,
                "subject": group.first.subject,
                "value": group.first.value,
                "count": group.count,
                "text": _sentence(group, language),
            }
            for group in report.groups
        ],
        "clients": [
            {"client": CLIENTS[one.client], "level": one.level, "text": _foretold(one, language)}
            for one in report.forecasts
        ],
    }


def _summary(report: Report, language: str) -> list[str]:
    counts = ", ".join(f"{number} {name}" for name, number in report.components.items())
    said = [
        say(language, "doctor.size", bytes=f"{report.size:,}".replace(",", " ")) + (f" · {counts}" if counts else "")
    ]
    if report.name:
        said.append(say(language, "doctor.named", name=report.name))
    if report.first is not None and report.last is not None:
        zones = ", ".join(report.zones) or say(language, "doctor.no_zone")
        days = say(language, "doctor.days", first=report.first.isoformat(), last=report.last.isoformat())
        said.append(f"{days} · {say(language, 'doctor.zone', zones=zones)}")
    return said


def _group(group: Group, language: str) -> list[str]:
    first = group.first
    place = f"{say(language, 'doctor.line', line=first.line)}: " if first.line else ""
    told = [place + _sentence(group, language)]
    if first.where:
        told.append(f"    {first.where}")
    if group.count > 1:
        lines = ", ".join(map(str, _lines(group)))
        more = "…" if group.count > len(group.examples) else ""
        key = "doctor.times" if lines else "doctor.times_without_line"
        told.append("    " + say(language, key, count=group.count, lines=f"{lines} {more}".rstrip()))
    return told


def _lines(group: Group) -> list[int]:
    return [one.line for one in group.examples if one.line]


def _sentence(group: Group, language: str) -> str:
    first = group.first
    return say(language, f"finding.{first.key}", subject=first.subject, value=first.value, proposal=first.proposal)


def _foretold(forecast: Forecast, language: str) -> str:
    return say(language, f"forecast.{forecast.key}", value=forecast.value)
