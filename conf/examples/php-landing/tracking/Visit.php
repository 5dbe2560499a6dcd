<?php
declare(strict_types=1);

/**
 * A visitor's click id. A cookie keeps it while the browser is open: loading the page again is the same visit, and
 * another address, such as that of another ad, begins a new one.
 */
final class Visit
{
    private const COOKIE = 'landing_visit';

    public string $clickId;
    public bool $isNew;

    private function __construct(string $clickId, bool $isNew)
    {
        $this->clickId = $clickId;
        $this->isNew = $isNew;
    }

    /** The visit of a page with this query; its cookie is a header, so nothing may have been sent before. */
    public static function begin(string $query): self
    {
        $mark = substr(hash('sha256', $query), 0, 16);
        [$clickId, $earlierMark] = self::cookie();
        if ($clickId !== null && $earlierMark === $mark) {
            return new self($clickId, false);
        }
        $clickId = self::newClickId();
        setcookie(self::COOKIE, "$clickId.$mark", [
            'secure' => !in_array($_SERVER['HTTPS'] ?? '', ['', 'off'], true),
            'httponly' => true,
            'samesite' => 'Lax',
        ]);
        return new self($clickId, true);
    }

    /** The click id of a form: that of its hidden field, else that of the cookie; null when there is none. */
    public static function clickIdOf(array $form): ?string
    {
        return self::clickId($form['sub1'] ?? null) ?? self::cookie()[0];
    }

    /** Click id and mark of the query, or nulls. */
    private static function cookie(): array
    {
        $text = $_COOKIE[self::COOKIE] ?? null;
        $parts = is_string($text) ? explode('.', $text, 2) : [];
        return [self::clickId($parts[0] ?? null), $parts[1] ?? null];
    }

    /** @param mixed $value whatever a stranger sends */
    private static function clickId($value): ?string
    {
        $form = '/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/Di';
        return is_string($value) && preg_match($form, $value) === 1 ? $value : null;
    }

    /** A UUID that begins with the time (RFC 9562, version 7), which costs a large database least. */
    private static function newClickId(): string
    {
        $bytes = substr(pack('J', (int) (microtime(true) * 1000)), 2) . random_bytes(10);
        $bytes[6] = chr(ord($bytes[6]) & 0x0f | 0x70);
        $bytes[8] = chr(ord($bytes[8]) & 0x3f | 0x80);
        return vsprintf('%s%s-%s-%s-%s-%s%s%s', str_split(bin2hex($bytes), 4));
    }
}
