<?php
// A landing page whose script tries what ATTEMPTS says at TRACKER_URL, and reports what it could read.
?>
<!doctype html>
<title>Landing page</title>
<script>
const tracker = <?= json_encode(getenv('TRACKER_URL')) ?>;
const attempts = <?= getenv('ATTEMPTS') ?>;

async function outcome({way, path, headers, body, spaces}) {
    const url = tracker + path;
    const text = ' '.repeat(spaces) + body;
    switch (way) {
    case 'textBeacon':
        return {status: 0, body: String(navigator.sendBeacon(url, text))};
    case 'blobBeacon':
        return {status: 0, body: String(navigator.sendBeacon(url, new Blob([text], {type: 'application/json'})))};
    case 'fetch':
        const answer = await fetch(url, {method: 'POST', headers, body: text, credentials: 'include'});
        return {status: answer.status, body: await answer.text()};
    }
}

async function visit() {
    const outcomes = [];
    for (const attempt of attempts) {
        outcomes.push(await outcome(attempt).catch(error => ({status: 0, body: String(error)})));
    }
    await fetch('report.php', {method: 'POST', body: JSON.stringify(outcomes)});
}
visit();
</script>
