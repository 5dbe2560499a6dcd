<?php
// A landing page that is hosted elsewhere: it records the click, and its form carries the click id on as sub1.
require __DIR__ . '/tracking.php';

$clickId = newClickId();
track('click', ['clickId' => $clickId, 'campaignId' => (int) getenv('TRACKER_CAMPAIGN')] + $_GET);
$action = 'submit.php?' . http_build_query($_GET);
?>
<!doctype html>
<form action="<?= htmlspecialchars($action) ?>" method="post">
    <input name="name">
    <input type="hidden" name="sub1" value="<?= htmlspecialchars($clickId) ?>">
</form>
