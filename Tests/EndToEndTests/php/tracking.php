<?php
declare(strict_types=1);

/** A UUID of version 4 (RFC 9562), in the canonical form. */
function newClickId(): string
{
    $bytes = random_bytes(16);
    $bytes[6] = chr(ord($bytes[6]) & 0x0f | 0x40);
    $bytes[8] = chr(ord($bytes[8]) & 0x3f | 0x80);
    return vsprintf('%s%s-%s-%s-%s-%s%s%s', str_split(bin2hex($bytes), 4));
}

/** Sends an event as JSON over verified HTTPS; returns the status of the answer, 0 for none. */
function track(string $event, array $fields): int
{
    $request = curl_init(getenv('TRACKER_URL') . '/api/v2/track/' . $event);
    curl_setopt_array($request, [
        CURLOPT_POSTFIELDS => json_encode($fields, JSON_THROW_ON_ERROR),
        CURLOPT_HTTPHEADER => ['Content-Type: application/json'],
        CURLOPT_CAINFO => getenv('TRACKER_CERTIFICATE'),
        CURLOPT_RETURNTRANSFER => true,
        CURLOPT_TIMEOUT => 10,
    ]);
    curl_exec($request);
    return curl_getinfo($request, CURLINFO_RESPONSE_CODE);
}
