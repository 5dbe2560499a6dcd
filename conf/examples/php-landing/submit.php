<?php
declare(strict_types=1);

// Takes the form: hands over the order, leads the visitor on, and reports the lead.
require __DIR__ . '/tracking/page.php';

if (($_SERVER['REQUEST_METHOD'] ?? '') !== 'POST') {
    header('Location: index.php', true, 303);
    exit;
}

$settings = landingSettings();
$clickId = Visit::clickIdOf($_POST);

// Here the order goes to your network: name, phone, and the click id as sub1, so that the network sends it back in its
// postbacks. Look at what it answers before you thank the visitor. The tracker needs neither name nor phone.

ob_start();
// 303: loading the next page again sends no second order.
header('Location: ' . $settings['thanks'], true, 303);
finishPage();

if ($clickId !== null) {
    Tracking::of($settings)->lead($clickId, $settings['lead'] + attribution($_POST, $settings));
}
