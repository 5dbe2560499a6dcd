// Reports the click when a landing page opens, and the lead when its form is sent; for pages without PHP or its like.
// Settings: `window.landingTracker`, see settings.js. In the page: `data-landing-lead` on the form, and
// `data-landing-click-id` on the hidden field that carries the click id on.
(function () {
    'use strict';

    const settings = Object.assign(
        {
            attribution: [], lead: {},
            // What may wait for the tracker in this browser, and when it is sent again while the page is open.
            unsentCount: 50, unsentCharacters: 50000, retrySeconds: 15,
        },
        window.landingTracker);
    const places = {unsent: 'landing-unsent', visit: 'landing-visit'};
    // An event that was sent so long ago and is still kept has had no answer.
    const answerSeconds = 10;

    // MARK: The visit

    // The click id of this visit: loading the page again is the same visit, another address begins a new one.
    function beginVisit() {
        const address = location.search;
        const kept = readVisit();
        if (kept && kept.address === address && isUUID(kept.clickId)) return {clickId: kept.clickId, isNew: false};
        const clickId = newClickId();
        keepVisit({clickId: clickId, address: address});
        return {clickId: clickId, isNew: true};
    }

    function readVisit() {
        try {
            const text = sessionStorage.getItem(places.visit) || cookie(places.visit);
            return text ? JSON.parse(text) : null;
        } catch (error) {
            return null;
        }
    }

    // The session's storage, which some browsers refuse, or a cookie until the browser is closed.
    function keepVisit(visit) {
        const text = JSON.stringify(visit);
        try {
            sessionStorage.setItem(places.visit, text);
        } catch (error) {
            const secure = location.protocol === 'https:' ? '; Secure' : '';
            document.cookie = places.visit + '=' + encodeURIComponent(text) + '; SameSite=Lax' + secure;
        }
    }

    function cookie(name) {
        const pair = document.cookie.split('; ').find((pair) => pair.startsWith(name + '='));
        return pair ? decodeURIComponent(pair.slice(name.length + 1)) : null;
    }

    // A UUID that begins with the time (RFC 9562, version 7), which costs a large database least.
    function newClickId() {
        const bytes = crypto.getRandomValues(new Uint8Array(16));
        let time = Date.now();
        for (let index = 5; index >= 0; index -= 1) {
            bytes[index] = time % 256;
            time = Math.floor(time / 256);
        }
        bytes[6] = bytes[6] & 0x0f | 0x70;
        bytes[8] = bytes[8] & 0x3f | 0x80;
        const digits = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
        return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
    }

    function isUUID(text) {
        return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
    }

    // The parameters of the page's address; what stands in it several times is a list.
    function parameters() {
        const found = Object.create(null);
        new URLSearchParams(location.search).forEach((value, name) => {
            found[name] = name in found ? [].concat(found[name], value) : value;
        });
        return found;
    }

    function attribution() {
        const all = parameters();
        const chosen = {};
        settings.attribution.filter((name) => name in all).forEach((name) => { chosen[name] = all[name]; });
        return chosen;
    }

    // MARK: Events

    // Keeps the event first, so that it is not lost with the page, and forgets it when the tracker has answered.
    function report(event, fields) {
        const entry = {id: newClickId(), event: event, body: JSON.stringify(fields), sentAt: Date.now()};
        changeUnsent((entries) => hasRoom(entries, entry) ? entries.concat(entry) : entries);
        return send(entry);
    }

    // A text without a header of its own needs no preflight, and with `keepalive` the browser sends it to its end when
    // the page is left. A browser that does not know that takes a beacon, which has no answer.
    function send(entry) {
        const url = settings.tracker + '/api/v2/track/' + entry.event;
        if (!hasKeepalive()) return Promise.resolve(sendByBeacon(url, entry));
        return fetch(url, {method: 'POST', body: entry.body, keepalive: true, credentials: 'omit'})
            .then((answer) => settle(entry, answer), () => waitForLater(entry));
    }

    function hasKeepalive() {
        return typeof fetch === 'function' && typeof Request === 'function' && 'keepalive' in Request.prototype;
    }

    function sendByBeacon(url, entry) {
        if (!navigator.sendBeacon || !navigator.sendBeacon(url, entry.body)) return waitForLater(entry);
        forget(entry);
        return true;
    }

    // Returns whether the event needs no further try.
    function settle(entry, answer) {
        if ([408, 429, 502, 503, 504].includes(answer.status)) return waitForLater(entry);
        forget(entry);
        if (answer.status !== 201) {
            const what = 'The tracker has refused a ' + entry.event + ':';
            answer.text().then((text) => console.warn(what, answer.status, text));
        }
        return true;
    }

    // MARK: What waits

    function readUnsent() {
        try {
            const entries = JSON.parse(localStorage.getItem(places.unsent) || '[]');
            return Array.isArray(entries) ? entries.filter((entry) => entry && entry.event && entry.body) : [];
        } catch (error) {
            return [];
        }
    }

    function changeUnsent(change) {
        try {
            const entries = change(readUnsent());
            if (entries.length > 0) {
                localStorage.setItem(places.unsent, JSON.stringify(entries));
            } else {
                localStorage.removeItem(places.unsent);
            }
        } catch (error) {
            // Without storage there is one try.
        }
    }

    function hasRoom(entries, entry) {
        const characters = entries.concat(entry).reduce((sum, each) => sum + each.body.length, 0);
        return entries.length < settings.unsentCount && characters <= settings.unsentCharacters;
    }

    function forget(entry) {
        changeUnsent((entries) => entries.filter((each) => each.id !== entry.id));
    }

    function waitForLater(entry) {
        changeUnsent((entries) => entries.map((each) =>
            each.id === entry.id ? Object.assign({}, each, {sentAt: 0}) : each));
        return false;
    }

    // One page at a time sends what waits, the oldest first, and stops at the first that is not taken.
    async function sendUnsent() {
        const locks = navigator.locks;
        if (!locks) return sendDue();
        return locks.request(places.unsent, {ifAvailable: true}, (lock) => lock ? sendDue() : undefined);
    }

    async function sendDue() {
        const due = (entry) => Math.abs(Date.now() - entry.sentAt) > answerSeconds * 1000;
        for (const entry of readUnsent().filter(due)) {
            if (!await send(entry)) return;
        }
    }

    // MARK: The page

    const visit = beginVisit();
    window.landingTracker = Object.assign({}, settings, {clickId: visit.clickId});

    document.querySelectorAll('[data-landing-click-id]').forEach((field) => {
        field.value = visit.clickId;
    });
    document.querySelectorAll('form[data-landing-lead]').forEach((form) => {
        form.addEventListener('submit', () => {
            report('lead', Object.assign({}, settings.lead, attribution(), {clickId: visit.clickId}));
        });
    });
    if (visit.isNew) {
        report('click', Object.assign(parameters(), {clickId: visit.clickId, campaignId: settings.campaignId}));
    }
    sendUnsent();
    window.addEventListener('online', sendUnsent);
    window.setInterval(sendUnsent, settings.retrySeconds * 1000);
})();
