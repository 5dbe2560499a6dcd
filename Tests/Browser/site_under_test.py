"""Where the dashboard is, and who may log in."""

from base64 import b64encode
from urllib.parse import urlsplit


class Site:
    def __init__(self, url, user, password):
        self.url = url.rstrip("/")
        self.user = user
        self.password = password

    @property
    def prefix(self):
        return urlsplit(self.url).path

    @property
    def basic_login(self):
        """What a program sends that asks the API."""
        return "Basic " + b64encode(f"{self.user}:{self.password}".encode()).decode()

    def page(self, path):
        """The address of a path below the dashboard."""
        return f"{self.url}/dashboard{path}"

    def log_in(self, page):
        page.goto(self.page("/login"))
        page.get_by_label("User").fill(self.user)
        page.get_by_label("Password").fill(self.password)
        page.get_by_role("button", name="Log in").click()
        page.get_by_role("button", name="log out").wait_for()
