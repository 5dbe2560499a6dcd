<?php
declare(strict_types=1);

// What both pages need: the settings, the visitor's parameters, and an answer that does not wait for the tracker.
require __DIR__ . '/Visit.php';
require __DIR__ . '/Tracking.php';

function landingSettings(): array
{
    $file = getenv('LANDING_CONFIG');
    return require is_string($file) && $file !== '' ? $file : dirname(__DIR__) . '/config.php';
}

/** Text as it may stand between tags and in a quoted attribute. */
function escaped(string $text): string
{
    return htmlspecialchars($text, ENT_QUOTES | ENT_SUBSTITUTE | ENT_HTML5, 'UTF-8');
}

/**
 * The parameters of a query with their names as they are: PHP's own list has `a_b` for `a.b`. What stands in it several
 * times is an array of texts.
 */
function queryParameters(string $query): array
{
    $parameters = [];
    foreach (array_slice(explode('&', $query), 0, 100) as $pair) {
        if ($pair === '') {
            continue;
        }
        [$name, $value] = array_map('urldecode', array_pad(explode('=', $pair, 2), 2, ''));
        if (strlen($name) > 255) {
            continue;
        }
        $parameters[$name] = isset($parameters[$name])
            ? array_merge((array) $parameters[$name], [$value])
            : $value;
    }
    return $parameters;
}

/** Of a query or a form: the texts that are to go with the lead. */
function attribution(array $fields, array $settings): array
{
    $texts = [];
    foreach ($settings['attribution'] as $name) {
        $value = $fields[$name] ?? null;
        if (is_string($value) && $value !== '') {
            $texts[$name] = substr($value, 0, 1000);
        }
    }
    return $texts;
}

/** Lets the visitor have the page, whole; what the script does afterwards he does not wait for. */
function finishPage(): void
{
    ignore_user_abort(true);
    if (!ini_get('zlib.output_compression')) {
        header('Content-Length: ' . ob_get_length());
    }
    header('Connection: close');
    while (ob_get_level() > 0) {
        ob_end_flush();
    }
    flush();
    if (function_exists('fastcgi_finish_request')) {
        fastcgi_finish_request();
    } elseif (function_exists('litespeed_finish_request')) {
        litespeed_finish_request();
    }
}
