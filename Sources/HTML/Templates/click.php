<?php
// Sends an event to the tracker; the visitor waits two seconds at most.
function track(string $event, array $fields): void
{
    $request = curl_init('TRACKER_ADDRESS/api/v2/track/' . $event);
    curl_setopt_array($request, [
        CURLOPT_POSTFIELDS => json_encode($fields, JSON_INVALID_UTF8_SUBSTITUTE),
        CURLOPT_HTTPHEADER => ['Content-Type: application/json'],
        CURLOPT_RETURNTRANSFER => true,
        CURLOPT_TIMEOUT_MS => 2000,
    ]);
    curl_exec($request);
}

$bytes = random_bytes(16);
$bytes[6] = chr(ord($bytes[6]) & 0x0f | 0x40);
$bytes[8] = chr(ord($bytes[8]) & 0x3f | 0x80);
$clickId = vsprintf('%s%s-%s-%s-%s-%s%s%s', str_split(bin2hex($bytes), 4));
track('click', ['clickId' => $clickId, 'campaignId' => CAMPAIGN_NUMBER] + $_GET);
?>
<input type="hidden" name="sub1" value="<?= $clickId ?>">
