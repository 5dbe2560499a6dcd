"""What has happened before pages are looked at, beside the demonstration's journeys: so much that none of them is empty."""

import uuid

EURO_CAMPAIGN = {
    "name": "Rings in euro",
    "costModel": "cpa",
    "costValue": 7.5,
    "currency": "eur",
    "statusMapper": {"parameter": "status", "mapping": {"approved": "accept"}},
}
ARCHIVED_CAMPAIGN = EURO_CAMPAIGN | {"name": "Rings of last year"}
A_DAY_BEFORE_ALL = "2020-01-01"


def lay(page, site):
    euro = _campaign(page, site, EURO_CAMPAIGN)
    archived = _campaign(page, site, ARCHIVED_CAMPAIGN)
    for campaign in [euro, archived, archived]:
        click = {"clickId": str(uuid.uuid4()), "campaignId": campaign, "source": "facebook"}
        _ask(page, site, "POST", "/track/click", click)
        _ask(page, site, "POST", "/track/postback", {"clickId": click["clickId"], "status": "approved"})
    _ask(page, site, "PATCH", f"/core/campaigns/{archived}", {"archived": True})
    move = {"fromCampaignId": archived, "periodStart": A_DAY_BEFORE_ALL, "parameters": {"source": "facebook"}}
    _ask(page, site, "POST", f"/core/campaigns/{euro}/move-clicks", move)
    # An event that is refused, as one that a landing page sends with the wrong name.
    _ask(page, site, "POST", "/track/click", {"click_id": str(uuid.uuid4()), "campaignId": euro}, status=422)


def _campaign(page, site, campaign):
    return _ask(page, site, "POST", "/core/campaigns", campaign)["id"]


def _ask(page, site, method, path, body, status=None):
    answer = page.request.fetch(
        f"{site.url}/api/v2{path}", method=method, data=body, headers={"Authorization": site.basic_login}
    )
    assert answer.status == status or (status is None and answer.ok), f"{path}: {answer.status} {answer.text()}"
    return answer.json()
