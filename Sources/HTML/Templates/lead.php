<?php
// The fields beside clickId are yours: what is sent is shown with the journey.
$request = curl_init('TRACKER_ADDRESS/api/v2/track/lead');
curl_setopt_array($request, [
    CURLOPT_POSTFIELDS => json_encode(
        ['clickId' => $_POST['sub1'] ?? '', 'offer_id' => '456'], JSON_INVALID_UTF8_SUBSTITUTE),
    CURLOPT_HTTPHEADER => ['Content-Type: application/json'],
    CURLOPT_RETURNTRANSFER => true,
    CURLOPT_TIMEOUT_MS => 2000,
]);
curl_exec($request);
