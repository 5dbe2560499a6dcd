<?php
declare(strict_types=1);

// The landing page: opening it makes a click id and reports the click, and its form carries the id on.
require __DIR__ . '/tracking/page.php';

$settings = landingSettings();
$query = is_string($_SERVER['QUERY_STRING'] ?? null) ? $_SERVER['QUERY_STRING'] : '';
$parameters = queryParameters($query);
$visit = Visit::begin($query);

ob_start();
header('Content-Type: text/html; charset=utf-8');
// Each visitor has a click id of his own, which no cache may hand to the next one.
header('Cache-Control: no-store');
?>
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Silver rings</title>
</head>
<body>
<main>
<h1>Silver rings</h1>
<p>Leave your number, and we call you back.</p>
<form action="submit.php" method="post">
<p><label>Name <input name="name" autocomplete="name" required></label></p>
<p><label>Phone <input name="phone" type="tel" autocomplete="tel" required></label></p>
<input type="hidden" name="sub1" value="<?= escaped($visit->clickId) ?>">
<?php foreach (attribution($parameters, $settings) as $name => $value) { ?>
<input type="hidden" name="<?= escaped((string) $name) ?>" value="<?= escaped($value) ?>">
<?php } ?>
<p><button>Order</button></p>
</form>
</main>
</body>
</html>
<?php
finishPage();

if ($visit->isNew && ($_SERVER['REQUEST_METHOD'] ?? '') === 'GET') {
    Tracking::of($settings)->click($visit->clickId, $parameters);
}
