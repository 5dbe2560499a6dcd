"""Every page of the dashboard."""

from collections import namedtuple

# A name, and the path below the dashboard; what is in braces is filled in. Some are what comes of a form there, which
# `send` fills in and sends.
Page = namedtuple("Page", "name path send", defaults=[None])


def _form(button, **texts):
    """Sends a form by one of its buttons, with a text in each field of such a name, be it right or wrong."""

    def send(page):
        press = page.get_by_role("button", name=button, exact=True)
        form = page.locator("main form", has=press)
        form.evaluate("form => form.noValidate = true")
        for name, text in texts.items():
            form.locator(f"[name='{name}']").fill(text)
        press.click()

    return send


def _move(page):
    for number, name in enumerate(["fromCampaignId", "campaignId"]):
        page.locator(f"#{name}").select_option(index=number)
    page.locator("#periodStart").fill("2020-01-01")
    page.get_by_role("button", name="Show what that would change").click()

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
    Page("report-of-all-grouped", "/report?period=30&groupParameters={parameter}"),
    Page("report-of-a-wrong-period", "/report?periodStart=2026-02-31"),
    Page("campaign-new", "/campaigns/new"),
    Page("campaign-new-refused", "/campaigns/new", _form("Add the campaign", name="", costValue="much", currency="xyz")),
    Page("campaigns-archived", "/campaigns/archived"),
    Page("expenses", "/campaigns/{campaign}/expenses"),
    Page(
        "expenses-refused",
        "/campaigns/{campaign}/expenses?periodStart=2026-01-01&periodEnd=2026-01-02",
        _form("Save the amounts", **{"amount.0.0": "much"}),
    ),
    Page("leads-to-choose", "/leads"),
    Page("leads-of-a-status", "/leads?campaignId={campaign}&status=accept&period=30"),
    Page("leads-of-a-beginning", "/leads?clickId=0"),
    Page("leads-of-a-wrong-period", "/leads?periodStart=2026-02-31"),
    Page("journeys", "/leads?campaignId={campaign}&journeys=all&period=30"),
    Page("journey-unknown", "/journeys/00000000-0000-4000-8000-000000000000"),
    Page("live", "/live"),
    Page("live-refused", "/live/refused/{refusal}"),
    Page("unattributed", "/unattributed"),
    Page("unattributed-number", "/unattributed/{number}"),
    Page("unattributed-attribute", "/unattributed/{number}?campaignId={campaign}"),
    Page("moves", "/moves"),
    Page("moves-new", "/moves{filled}", _move),
    Page("moves-undo", "/moves/{run}/undo"),
    Page("users", "/users"),
    Page("users-refused", "/users", _form("Add the user", name="a:b", password="short")),
    Page("token-made", "/users", _form("Make the token", name="of a program")),
    Page("token-remove", "/tokens/remove?name=of+a+program"),
    Page("user", "/users/edit?name=anna"),
    Page("user-remove", "/users/remove?name=anna"),
    Page("account", "/account"),
    Page("account-refused", "/account", _form("Change the password", password="short")),
    Page("status", "/status"),
    Page("nothing", "/none"),
]

# Of somebody who has not logged in.
LOGIN = [Page("login", "/login"), Page("login-refused", "/login", _form("Log in", user="anna", password="wrong"))]


# What fills a blank: on which page the first link to such pages is.
LINKS = [
    ("campaign", "/", "/campaigns/"),
    ("journey", "/leads?campaignId={campaign}&period=30", "/journeys/"),
    ("number", "/unattributed", "/unattributed/"),
    ("refusal", "/live", "/live/refused/"),
    ("run", "/moves", "/moves/"),
]
# Names that stand where others have a number.
NO_NUMBERS = ["new", "archived"]


def of(site, page, pages, is_filled):
    """The pages, their blanks filled with what the site has. Where it has nothing of the kind a page is left out, unless
    the site is filled."""
    values = {"parameter": "source"}
    if is_filled:
        values["filled"] = ""
    for name, path, start in LINKS:
        if (address := _filled(path, values)) is None:
            continue
        page.goto(site.page(address))
        links = page.locator(f"main a[href*='{start}']").evaluate_all("links => links.map(link => link.pathname)")
        found = [link.split(start)[1].split("/")[0] for link in links]
        found = [each for each in found if each not in NO_NUMBERS]
        if found:
            values[name] = found[0]
    filled = [each._replace(path=_filled(each.path, values)) for each in pages]
    left_out = [before.name for before, each in zip(pages, filled) if each.path is None]
    assert not (is_filled and left_out), f"nothing to show: {left_out}"
    return [each for each in filled if each.path is not None]


def look_at(page, site, each):
    """Opens a page, and gives back its HTML as it was sent."""
    answer = page.goto(site.page(each.path))
    if each.send:
        with page.expect_navigation() as navigation:
            each.send(page)
        answer = navigation.value
    return answer.text()


def _filled(path, values):
    try:
        return path.format(**values)
    except KeyError:
        return None
