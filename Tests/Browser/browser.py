"""Debian's Chromium without a window. It reaches 127.0.0.1 and nothing else."""

import os

from playwright.sync_api import sync_playwright

PROGRAM = "/usr/bin/chromium"
# For a slow machine that does a lot beside.
PATIENCE = 120_000


class Browser:
    def __enter__(self):
        self._playwright = sync_playwright().start()
        flags = ["--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", "--no-proxy-server"]
        # Its sandbox refuses to work for root.
        if os.geteuid() == 0:
            flags.append("--no-sandbox")
        self._chromium = self._playwright.chromium.launch(
            executable_path=PROGRAM, args=flags, timeout=PATIENCE
        )
        return self

    def __exit__(self, *_):
        self._chromium.close()
        self._playwright.stop()

    def somebody(self, width=1280, with_script=True, scheme="light"):
        """A page of somebody who has not been here before: no cookie, nothing kept. Every certificate will do."""
        context = self._chromium.new_context(
            ignore_https_errors=True,
            java_script_enabled=with_script,
            color_scheme=scheme,
            viewport={"width": width, "height": 800},
            reduced_motion="reduce",
        )
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        page.complaints = []
        page.on("pageerror", lambda error: page.complaints.append(f"script: {error}"))
        page.on("console", lambda message: _note(page.complaints, message))
        return page


def _note(complaints, message):
    # What the Content-Security-Policy refuses is told here, and nowhere else.
    if message.type == "error" and "the server responded with a status of" not in message.text:
        complaints.append(f"console: {message.text} {message.location.get('url', '')}")
