<?php
declare(strict_types=1);

/** What the tracker has said of an event. */
final class TrackerAnswer
{
    /** 0: nothing, or not in time. */
    public int $status;
    public string $body;

    public function __construct(int $status, string $body)
    {
        $this->status = $status;
        $this->body = $body;
    }

    public function isStored(): bool
    {
        return $this->status === 201;
    }

    /** Whether the same event may be taken later: of the others it would be refused again. */
    public function meansLater(): bool
    {
        return in_array($this->status, [0, 408, 429, 502, 503, 504], true);
    }
}
