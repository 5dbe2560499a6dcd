<?php
// A click as one would store it without Landing Tracker: PHP and PDO on SQLite, a transaction for each request.

declare(strict_types=1);

const UUID = '/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i';

function answer(int $status, array $fields): never
{
    http_response_code($status);
    header('Content-Type: application/json');
    echo json_encode($fields);
    exit;
}

if ($_SERVER['REQUEST_METHOD'] !== 'POST') {
    answer(405, ['error' => 'POST a click']);
}
$fields = json_decode(file_get_contents('php://input'), true);
$clickId = $fields['clickId'] ?? null;
$campaignId = $fields['campaignId'] ?? null;
if (!is_string($clickId) || !preg_match(UUID, $clickId) || !is_int($campaignId)) {
    answer(422, ['error' => 'clickId must be a UUID and campaignId a number']);
}
unset($fields['clickId'], $fields['campaignId']);

try {
    $database = new PDO('sqlite:' . getenv('DATABASE'), options: [
        PDO::ATTR_PERSISTENT => true,
        PDO::ATTR_ERRMODE => PDO::ERRMODE_EXCEPTION,
        PDO::ATTR_TIMEOUT => 5,
    ]);
    $database->exec('PRAGMA synchronous = ' . getenv('SYNCHRONOUS'));
    $insert = $database->prepare(
        'INSERT INTO click (click_id, campaign_id, received_at, parameters) VALUES (?, ?, ?, ?)
         ON CONFLICT (click_id) DO NOTHING'
    );
    $insert->bindValue(1, hex2bin(str_replace('-', '', $clickId)), PDO::PARAM_LOB);
    $insert->bindValue(2, $campaignId, PDO::PARAM_INT);
    $insert->bindValue(3, (int) (microtime(true) * 1000), PDO::PARAM_INT);
    $insert->bindValue(4, json_encode($fields));
    $insert->execute();
} catch (PDOException $failure) {
    error_log($failure->getMessage());
    answer(503, ['error' => 'try again']);
}
answer(201, ['clickId' => $clickId]);
