<?php
declare(strict_types=1);

/**
 * Events that the tracker could not take, in a file for its owner only: a line of JSON each, the oldest first.
 *
 * Whoever reads or changes the file holds a lock for that moment, and never while something is sent. One request at a
 * time sends; it alone removes lines, those at the beginning, while others add theirs at the end.
 */
final class UnsentEvents
{
    private const REJECTED_COUNT = 100;
    private const REASON_BYTES = 500;

    private string $folder;
    private int $maximumCount;
    private int $maximumBytes;
    private int $pauseSeconds;

    public function __construct(array $settings)
    {
        $this->folder = rtrim($settings['unsentFolder'], '/');
        $this->maximumCount = $settings['unsentCount'];
        $this->maximumBytes = $settings['unsentBytes'];
        $this->pauseSeconds = $settings['pauseSeconds'];
    }

    /** Whether somebody has tried in vain a moment ago. */
    public function isPaused(): bool
    {
        $path = $this->path('pause');
        return is_file($path) && abs(time() - (int) filemtime($path)) < $this->pauseSeconds;
    }

    /** Has others wait before they try. */
    public function pause(): void
    {
        if ($this->pauseSeconds > 0 && $this->open('pause') !== null) {
            touch($this->path('pause'));
        }
    }

    /** Adds an event, if there is room. */
    public function keep(string $event, string $body): void
    {
        $line = json_encode(['event' => $event, 'body' => $body, 'keptAt' => time()]) . "\n";
        $this->locked(function () use ($line): void {
            $lines = $this->lines('unsent.jsonl');
            $bytes = array_sum(array_map('strlen', $lines));
            if (count($lines) >= $this->maximumCount || $bytes + strlen($line) > $this->maximumBytes) {
                error_log('Landing: no room for more unsent events; this one is lost.');
            } else {
                $this->append('unsent.jsonl', $line);
            }
        });
    }

    /** Notes an event that the tracker has refused, and why: sent again it would be refused again. */
    public function reject(string $event, string $body, int $status, string $reason): void
    {
        $reason = substr($reason, 0, self::REASON_BYTES);
        $line = json_encode(
            ['event' => $event, 'body' => $body, 'status' => $status, 'reason' => $reason, 'at' => time()],
            JSON_INVALID_UTF8_SUBSTITUTE
        ) . "\n";
        error_log("Landing: the tracker has refused a $event with $status; see rejected.jsonl.");
        $this->locked(function () use ($line): void {
            $lines = array_merge($this->lines('rejected.jsonl'), [$line]);
            $this->write('rejected.jsonl', array_slice($lines, -self::REJECTED_COUNT));
        });
    }

    /**
     * Sends the oldest events, unless another request is doing so.
     *
     * @param callable $send is given an event's name and body, and says whether it is settled
     */
    public function sendSome(int $count, callable $send): void
    {
        if (!is_file($this->path('unsent.jsonl'))) {
            return;
        }
        $turn = $this->open('sending.lock');
        if ($turn === null || !flock($turn, LOCK_EX | LOCK_NB)) {
            return;
        }
        $settledCount = 0;
        foreach (array_slice($this->locked(fn (): array => $this->lines('unsent.jsonl')) ?? [], 0, $count) as $line) {
            $kept = json_decode($line, true);
            // What a full disk has cut off is no event any more.
            $isWhole = is_string($kept['event'] ?? null) && is_string($kept['body'] ?? null);
            if ($isWhole && !$send($kept['event'], $kept['body'])) {
                break;
            }
            $settledCount += 1;
        }
        $this->removeFirst($settledCount);
        flock($turn, LOCK_UN);
    }

    private function removeFirst(int $count): void
    {
        if ($count > 0) {
            $this->locked(function () use ($count): void {
                $this->write('unsent.jsonl', array_slice($this->lines('unsent.jsonl'), $count));
            });
        }
    }

    /** Does the work while nobody else reads or changes a file here; nothing where there can be none. */
    private function locked(callable $work)
    {
        $lock = $this->open('files.lock');
        if ($lock === null || !flock($lock, LOCK_EX)) {
            return null;
        }
        try {
            return $work();
        } finally {
            flock($lock, LOCK_UN);
        }
    }

    private function path(string $name): string
    {
        return "{$this->folder}/$name";
    }

    private function lines(string $name): array
    {
        $lines = is_file($this->path($name)) ? file($this->path($name)) : [];
        return $lines === false ? [] : $lines;
    }

    /** Adds a whole line or, on a full disk, nothing. */
    private function append(string $name, string $line): void
    {
        $file = $this->open($name);
        if ($file === null) {
            return;
        }
        fseek($file, 0, SEEK_END);
        $size = ftell($file);
        if (@fwrite($file, $line) !== strlen($line)) {
            ftruncate($file, $size);
            error_log("Landing: {$this->path($name)} cannot be written; an event is lost.");
        }
    }

    /** Puts a whole file in the place of the former one, or none where there are no lines. */
    private function write(string $name, array $lines): void
    {
        if ($lines === []) {
            @unlink($this->path($name));
            return;
        }
        $file = $this->open("$name.part");
        $text = implode('', $lines);
        if ($file !== null && ftruncate($file, 0) && @fwrite($file, $text) === strlen($text) && fclose($file)) {
            rename($this->path("$name.part"), $this->path($name));
        } else {
            error_log("Landing: {$this->path($name)} cannot be written.");
        }
    }

    /** @return resource|null a file for its owner only, made if need be; null where there must not or cannot be one */
    private function open(string $name)
    {
        if ($this->isBelowTheWebRoot()) {
            error_log('Landing: unsentFolder is where the web server finds it, so nothing is kept.');
            return null;
        }
        $mask = umask(0077);
        if (!is_dir($this->folder)) {
            @mkdir($this->folder, 0700);
        }
        $file = @fopen($this->path($name), 'c');
        umask($mask);
        if ($file === false) {
            error_log("Landing: {$this->path($name)} cannot be opened, so nothing is kept.");
            return null;
        }
        return $file;
    }

    private function isBelowTheWebRoot(): bool
    {
        $root = $_SERVER['DOCUMENT_ROOT'] ?? '';
        $folder = realpath($this->folder);
        if ($folder === false) {
            $folder = realpath(dirname($this->folder)) . '/' . basename($this->folder);
        }
        return $root !== '' && strpos("$folder/", rtrim((string) realpath($root), '/') . '/') === 0;
    }
}
