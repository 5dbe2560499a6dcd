<?php
declare(strict_types=1);

require __DIR__ . '/TrackerConnection.php';
require __DIR__ . '/UnsentEvents.php';

/** Reports events to the tracker; what it cannot take now is kept, and sent again with later visits. */
final class Tracking
{
    private TrackerConnection $connection;
    private UnsentEvents $unsent;
    private int $campaignId;
    private int $resendCount;
    private float $totalSeconds;

    public function __construct(TrackerConnection $connection, UnsentEvents $unsent, array $settings)
    {
        $this->connection = $connection;
        $this->unsent = $unsent;
        $this->campaignId = $settings['campaignId'];
        $this->resendCount = $settings['resendCount'];
        $this->totalSeconds = (float) $settings['totalSeconds'];
    }

    public static function of(array $settings): self
    {
        return new self(new TrackerConnection($settings), new UnsentEvents($settings), $settings);
    }

    public function click(string $clickId, array $parameters): void
    {
        // The left side counts, so that a query cannot say whose click it is.
        $this->report('click', ['clickId' => $clickId, 'campaignId' => $this->campaignId] + $parameters);
    }

    public function lead(string $clickId, array $parameters): void
    {
        $this->report('lead', ['clickId' => $clickId] + $parameters);
    }

    /** All that it sends has `totalSeconds` together: first the new event, then some of those that wait. */
    private function report(string $event, array $fields): void
    {
        $deadline = microtime(true) + $this->totalSeconds;
        $body = json_encode($fields, JSON_INVALID_UTF8_SUBSTITUTE | JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE);
        if ($this->unsent->isPaused()) {
            $this->unsent->keep($event, $body);
        } elseif ($this->send($event, $body, $deadline)) {
            $this->unsent->sendSome($this->resendCount, function (string $event, string $body) use ($deadline): bool {
                return $this->send($event, $body, $deadline, true);
            });
        }
    }

    /**
     * Sends an event and sees to it that none is lost: one that should come later is kept, unless it is already, and
     * one that is refused is noted.
     *
     * @return bool whether the tracker is there, so that further events may be sent
     */
    private function send(string $event, string $body, float $deadline, bool $isKept = false): bool
    {
        $answer = $this->connection->send($event, $body, $deadline);
        if ($answer->meansLater()) {
            $this->unsent->pause();
            if (!$isKept) {
                $this->unsent->keep($event, $body);
            }
            return false;
        }
        if (!$answer->isStored()) {
            $this->unsent->reject($event, $body, $answer->status, $answer->body);
        }
        return true;
    }
}
