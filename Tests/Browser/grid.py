"""Cells of a spreadsheet that are pasted into the grid of expenses."""

from playwright.sync_api import expect

from browser import PATIENCE

CAMPAIGN = "42"
DAYS = "periodStart=2025-01-30&periodEnd=2025-01-31"


def add_arguments(command):
    pass


def run(browser, site, arguments):
    expect.set_options(timeout=PATIENCE)
    page = browser.somebody()
    site.log_in(page)
    page.goto(site.page(f"/campaigns/{CAMPAIGN}/expenses?{DAYS}"))
    first = page.get_by_label("2025-01-30, Whole day")
    second = page.get_by_label("2025-01-31, Whole day")
    # Sums have that role, too.
    message = page.locator("form p[role=status]")

    _paste(first, "1.5\t2\t\n3\n4\n\n")
    expect(first).to_have_value("1.5")
    expect(second).to_have_value("3")
    expect(message).to_contain_text(
        "2 cells did not fit into the grid: 1 below 2025-01-31, the last day, "
        "and 1 to the right of “Whole day”, the last column."
    )

    _paste(second, "5\n6")
    expect(second).to_have_value("5")
    expect(message).to_contain_text("One cell did not fit into the grid: 1 below 2025-01-31, the last day.")

    _paste(first, "7\n8")
    expect(second).to_have_value("8")
    expect(message).to_have_text("")
    return page.complaints


def _paste(field, text):
    field.evaluate(_PASTE, text)


_PASTE = """(field, text) => {
    const data = new DataTransfer();
    data.setData("text/plain", text);
    field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""
