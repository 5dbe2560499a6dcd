"""What somebody does who buys traffic: logs in, makes a campaign, has a visitor, is paid, and looks why."""

from playwright.sync_api import expect

from browser import PATIENCE
from hands import Keyboard, Mouse
from visitor import Visitor

CAMPAIGN = "77"
NAME = "Rings & <things>"


def add_arguments(command):
    command.add_argument("--landing", required=True, help="the landing page's URL; its campaign is 77")
    command.add_argument("--without-script", action="store_true", help="JavaScript is switched off")
    command.add_argument("--keyboard", action="store_true", help="nothing but the keyboard is used")


def run(browser, site, arguments):
    expect.set_options(timeout=PATIENCE)
    page = browser.somebody(with_script=not arguments.without_script)
    visitor = Visitor(browser, site, arguments.landing, with_script=not arguments.without_script)
    walk = Walk(page, site, Keyboard() if arguments.keyboard else Mouse())
    walk.log_in()
    walk.make_campaign()
    click_id = visitor.order()
    visitor.be_reported(click_id, status=" Approved ", payout="12.5")
    walk.see_report({"Clicks": "1", "Accepted": "1", "Rejected": "0", "Paid, USD": "10.50"})
    walk.see_journey(click_id, "Accepted", why=["status", " Approved ", "Row 1", "approved", "accept", "10.50 USD"])
    walk.change_mapper()
    visitor.be_reported(click_id, status="approved", payout="12.5")
    walk.see_report({"Clicks": "1", "Accepted": "0", "Rejected": "1", "Paid, USD": "0.00"})
    walk.see_journey(click_id, "Rejected", why=["status", "approved", "Row 1", "reject", "exactly"])
    walk.log_out()
    return page.complaints


class Walk:
    def __init__(self, page, site, hands):
        self._page = page
        self._site = site
        self._hands = hands

    def log_in(self):
        page = self._page
        page.goto(self._site.page("/leads?status=accept"))
        expect(page).to_have_url(self._site.page("/login?next=%2Fleads%3Fstatus%3Daccept"))
        self._hands.write(page.get_by_label("User"), self._site.user)
        self._hands.write(page.get_by_label("Password"), "wrong")
        self._press_button("Log in")
        expect(page.get_by_role("alert")).to_contain_text("User or password is wrong.")
        expect(page.get_by_label("User")).to_have_value(self._site.user)
        self._hands.write(page.get_by_label("Password"), self._site.password)
        self._press_button("Log in")
        # Where one wanted to go.
        expect(page).to_have_url(self._site.page("/leads?status=accept"))
        self._see_cookie()

    def _see_cookie(self):
        prefix = self._site.prefix
        name = ("__Secure-" if prefix else "__Host-") + "landing-tracker"
        cookies = self._page.context.cookies()
        assert [cookie["name"] for cookie in cookies] == [name], cookies
        assert cookies[0]["httpOnly"] and cookies[0]["secure"], cookies
        assert cookies[0]["sameSite"] == "Lax" and cookies[0]["path"] == (prefix or "/"), cookies

    def make_campaign(self):
        page = self._page
        self._press_link("Overview")
        self._press_link("New campaign")
        self._hands.write(page.get_by_label("Name", exact=True), NAME)
        self._hands.write(page.get_by_label("Number", exact=True), CAMPAIGN)
        self._hands.write(page.get_by_label("Cost", exact=True), "10.50")
        self._hands.write(page.get_by_label("Currency"), "usd")
        self._hands.write(page.get_by_label("Parameter with the word"), "status")
        self._fill_row(1, "approved", "accept")
        self._fill_row(2, "hold", "expect")
        self._press_button("Add the campaign")
        expect(page.get_by_role("status").first).to_be_visible()
        expect(page.get_by_role("heading", level=1)).to_contain_text(NAME)

    def _fill_row(self, number, word, meaning):
        self._hands.write(self._page.get_by_label(f"Word, row {number}", exact=True), word)
        self._hands.choose(self._page.get_by_label(f"Becomes, row {number}", exact=True), meaning)

    def see_report(self, totals):
        """The totals of the campaign, found by way of the overview."""
        self._press_link("Overview")
        self._press_link(NAME)
        for title, figure in totals.items():
            expect(self._total(title)).to_have_text(figure)

    def _total(self, title):
        card = self._page.locator(".card", has=self._page.get_by_text(title, exact=True))
        return card.locator("dd")

    def see_journey(self, click_id, status, why):
        """Click, lead and postback on one time line, found by way of the report's figure, with why it is what it is."""
        page = self._page
        self._hands.press(self._total(status).get_by_role("link"))
        self._press_link(click_id)
        expect(page.get_by_role("heading", level=1)).to_contain_text(click_id)
        timeline = page.locator(".timeline")
        for event in ["Click", "Lead", "Postback"]:
            expect(timeline.locator(".what", has_text=event).first).to_be_visible()
        reason = timeline.locator(".why").last
        for text in why:
            expect(reason).to_contain_text(text)
        expect(page.locator(".head")).to_contain_text(status.lower())

    def change_mapper(self):
        self._press_link("Overview")
        self._press_link(NAME)
        self._press_link("Campaign and mapper")
        self._hands.choose(self._page.get_by_label("Becomes, row 1", exact=True), "reject")
        self._press_button("Save")
        expect(self._page.get_by_role("status").first).to_be_visible()

    def log_out(self):
        page = self._page
        address = page.url
        self._press_button("log out")
        expect(page).to_have_url(self._site.page("/login"))
        assert page.context.cookies() == [] or all("form" in each["name"] for each in page.context.cookies())
        # Nothing was kept of the page.
        page.go_back()
        expect(page.get_by_role("heading", level=1)).to_have_text("Log in")
        assert page.url != address

    def _press_link(self, name):
        self._hands.press(self._page.get_by_role("link", name=name).first)

    def _press_button(self, name):
        self._hands.press(self._page.get_by_role("button", name=name, exact=True).first)
