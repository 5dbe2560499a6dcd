<?php
declare(strict_types=1);

require __DIR__ . '/TrackerAnswer.php';

/** Sends events to the tracker, with PHP's curl extension or, where that is missing, with its own streams. */
final class TrackerConnection
{
    private string $tracker;
    private float $connectSeconds;
    private ?string $certificates;
    /** The handle of curl, kept so that further events go over the same connection; null before the first. */
    private $handle = null;

    public function __construct(array $settings)
    {
        $this->tracker = $settings['tracker'];
        $this->connectSeconds = (float) $settings['connectSeconds'];
        $this->certificates = $settings['certificates'];
    }

    /** @param float $deadline in seconds since 1970, as microtime(true) counts them */
    public function send(string $event, string $body, float $deadline): TrackerAnswer
    {
        $seconds = $deadline - microtime(true);
        // Less is not worth a try: the tracker might store the event, and nobody would hear of it.
        if ($seconds < 0.05) {
            return new TrackerAnswer(0, 'no time was left');
        }
        $url = $this->tracker . '/api/v2/track/' . $event;
        return extension_loaded('curl')
            ? $this->sendByCurl($url, $body, $seconds)
            : $this->sendByStream($url, $body, $deadline);
    }

    private function sendByCurl(string $url, string $body, float $seconds): TrackerAnswer
    {
        $this->handle = $this->handle ?? curl_init();
        curl_setopt_array($this->handle, [
            CURLOPT_URL => $url,
            CURLOPT_POSTFIELDS => $body,
            // An empty Expect: a larger body would wait for an answer first.
            CURLOPT_HTTPHEADER => ['Content-Type: application/json', 'Expect:'],
            CURLOPT_RETURNTRANSFER => true,
            CURLOPT_CONNECTTIMEOUT_MS => (int) (1000 * min($this->connectSeconds, $seconds)),
            CURLOPT_TIMEOUT_MS => (int) (1000 * $seconds),
            CURLOPT_NOSIGNAL => true,
        ]);
        if ($this->certificates !== null) {
            curl_setopt($this->handle, CURLOPT_CAINFO, $this->certificates);
        }
        $answer = curl_exec($this->handle);
        return is_string($answer)
            ? new TrackerAnswer(curl_getinfo($this->handle, CURLINFO_RESPONSE_CODE), $answer)
            : new TrackerAnswer(0, curl_error($this->handle));
    }

    private function sendByStream(string $url, string $body, float $deadline): TrackerAnswer
    {
        $parts = parse_url($url);
        $isSecure = $parts['scheme'] === 'https';
        $port = $parts['port'] ?? ($isSecure ? 443 : 80);
        $context = stream_context_create(['ssl' => array_filter(['cafile' => $this->certificates])]);
        $stream = @stream_socket_client(
            ($isSecure ? 'tls://' : 'tcp://') . $parts['host'] . ':' . $port,
            $number,
            $message,
            min($this->connectSeconds, $deadline - microtime(true)),
            STREAM_CLIENT_CONNECT,
            $context
        );
        if ($stream === false) {
            return new TrackerAnswer(0, $message);
        }
        // Of HTTP/1.0, so that the answer ends with the connection, and comes in one piece.
        fwrite($stream, "POST {$parts['path']} HTTP/1.0\r\nHost: {$parts['host']}:$port\r\n"
            . 'Content-Type: application/json' . "\r\nContent-Length: " . strlen($body) . "\r\n\r\n" . $body);
        $answer = $this->read($stream, $deadline);
        fclose($stream);
        return preg_match('~^HTTP/1\.[01] ([1-5][0-9]{2})\b.*?\r\n\r\n(.*)$~s', $answer, $match) === 1
            ? new TrackerAnswer((int) $match[1], $match[2])
            : new TrackerAnswer(0, 'no answer in time');
    }

    /** What comes until the end or the deadline; never more than 64 KiB. */
    private function read($stream, float $deadline): string
    {
        $text = '';
        while (!feof($stream) && strlen($text) < 65536 && ($seconds = $deadline - microtime(true)) > 0) {
            stream_set_timeout($stream, (int) $seconds, (int) (fmod($seconds, 1) * 1000000));
            $text .= (string) fread($stream, 8192);
        }
        return $text;
    }
}
