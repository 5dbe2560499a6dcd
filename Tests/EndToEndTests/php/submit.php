<?php
// Takes the landing page's form: the order would go to the network here; the tracker gets the lead.
require __DIR__ . '/tracking.php';

$order = ['offer_id' => 456, 'landing' => 'rings', 'source' => $_GET['source'] ?? null];
echo track('lead', $order + ['clickId' => $_POST['sub1'] ?? null]);
