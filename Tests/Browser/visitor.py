"""Somebody who comes by an ad to the landing page of conf/examples/php-landing, and orders."""

from browser import PATIENCE


class Visitor:
    def __init__(self, browser, site, landing, with_script):
        self._site = site
        self._landing = landing
        self._page = browser.somebody(width=390, with_script=with_script)

    def order(self):
        """Opens the page and sends its form; returns the click id that went along."""
        page = self._page
        page.goto(f"{self._landing}/?source=facebook&ad_name=video%2001")
        click_id = page.locator("input[name=sub1]").get_attribute("value")
        page.get_by_label("Name").fill("Ana")
        page.get_by_label("Phone").fill("+15550100")
        page.get_by_role("button").click()
        page.get_by_role("heading", name="Thank you").wait_for()
        # PHP's own web server does one thing after the other: the events have gone when it answers again.
        page.request.get(page.url, timeout=PATIENCE)
        return click_id

    def be_reported(self, click_id, **parameters):
        """The network's postback, by GET."""
        answer = self._page.request.get(
            f"{self._site.url}/api/v2/track/postback",
            params={"clickId": click_id, **parameters},
            timeout=PATIENCE,
        )
        assert answer.status == 201, answer.text()
