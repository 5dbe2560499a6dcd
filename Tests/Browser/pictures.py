"""Takes pictures of pages, and sees that none scrolls to the side."""

from pathlib import Path

import groundwork
from pages import LOGIN, MAIN, OTHERS, look_at, of

WIDTHS = [1280, 390]
SCHEMES = ["light", "dark"]


def add_arguments(command):
    command.add_argument("--folder", required=True, type=Path, help="where they go")
    command.add_argument("--filled", action="store_true", help="the site has the demonstration's journeys")


def run(browser, site, arguments):
    arguments.folder.mkdir(parents=True, exist_ok=True)
    page = browser.somebody()
    problems = _take(page, site, LOGIN, arguments.folder)
    site.log_in(page)
    if arguments.filled:
        groundwork.lay(page, site)
    pages = of(site, page, MAIN + OTHERS, arguments.filled)
    return problems + _take(page, site, pages, arguments.folder)


def _take(page, site, pages, folder):
    problems = []
    for each in pages:
        look_at(page, site, each)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            needed = page.evaluate("document.documentElement.scrollWidth")
            if needed > width:
                problems.append(f"{each.name} needs {needed} px of {width}: {page.evaluate(_WIDEST)}")
            for scheme in SCHEMES:
                page.emulate_media(color_scheme=scheme)
                page.screenshot(path=folder / f"{each.name}-{width}-{scheme}.png", full_page=True)
    return problems


# Which elements reach farthest to the right.
_WIDEST = """() => Array.from(document.body.querySelectorAll('*'))
    .filter(element => element.getBoundingClientRect().right > innerWidth && !element.closest('.scroll'))
    .slice(0, 3).map(element => element.outerHTML.slice(0, 120)).join(' ')"""
