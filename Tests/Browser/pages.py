"""Every page of the dashboard."""

from collections import namedtuple

# A name, and the path below the dashboard; what is in braces is filled in.
Page = namedtuple("Page", "name path")

# Those that are looked at many times a day.
MAIN = [
    Page("overview", "/"),
    Page("report", "/campaigns/{campaign}?period=30"),
    Page("campaign", "/campaigns/{campaign}/edit"),
    Page("leads", "/leads?campaignId={campaign}&period=30"),
    Page("journey", "/journeys/{journey}"),
]

OTHERS = [
    Page("report-grouped", "/campaigns/{campaign}?period=30&groupParameters={parameter}"),
    Page("report-of-all", "/report?period=30"),
    Page("report-of-a-wrong-period", "/report?periodStart=2026-02-31"),
    Page("campaign-new", "/campaigns/new"),
    Page("campaigns-archived", "/campaigns/archived"),
    Page("expenses", "/campaigns/{campaign}/expenses"),
    Page("leads-to-choose", "/leads"),
    Page("leads-of-a-status", "/leads?campaignId={campaign}&status=accept&period=30"),
    Page("leads-of-a-beginning", "/leads?clickId=0"),
    Page("journey-unknown", "/journeys/00000000-0000-4000-8000-000000000000"),
    Page("live", "/live"),
    Page("live-refused", "/live/refused/{refusal}"),
    Page("unattributed", "/unattributed"),
    Page("unattributed-number", "/unattributed/{number}"),
    Page("moves", "/moves"),
    Page("moves-new", "/moves/new"),
    Page("users", "/users"),
    Page("user", "/users/edit?name=anna"),
    Page("user-remove", "/users/remove?name=anna"),
    Page("account", "/account"),
    Page("status", "/status"),
    Page("nothing", "/none"),
]

# Of somebody who has not logged in.
LOGIN = Page("login", "/login")


# What fills a blank: on which page the first link to such pages is.
LINKS = [
    ("campaign", "/", "/campaigns/"),
    ("journey", "/leads?campaignId={campaign}&period=30", "/journeys/"),
    ("number", "/unattributed", "/unattributed/"),
    ("refusal", "/live", "/live/refused/"),
]
# Names below /campaigns/ that are no campaign's.
NO_CAMPAIGNS = ["new", "archived"]


def of(site, page, pages):
    """The pages, their blanks filled with what the site has. Where it has nothing of the kind a page is left out."""
    values = {"parameter": "source"}
    for name, path, start in LINKS:
        if (address := _filled(path, values)) is None:
            continue
        page.goto(site.page(address))
        links = page.locator(f"main a[href*='{start}']").evaluate_all("links => links.map(link => link.pathname)")
        found = [link.split(start)[1].split("/")[0] for link in links]
        found = [each for each in found if each not in NO_CAMPAIGNS]
        if found:
            values[name] = found[0]
    filled = [Page(each.name, _filled(each.path, values)) for each in pages]
    return [each for each in filled if each.path is not None]


def _filled(path, values):
    try:
        return path.format(**values)
    except KeyError:
        return None
