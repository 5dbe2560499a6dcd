-- Clicks as a landing page sends them, 290 bytes of JSON each, every one with a click id of its own.

wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"

local random = math.random

function init(arguments)
    local device = assert(io.open("/dev/urandom", "rb"))
    local a, b, c, d = device:read(4):byte(1, 4)
    device:close()
    math.randomseed(((a * 256 + b) * 256 + c) * 256 + d)
end

function request()
    local id = string.format("%04x%04x-%04x-4%03x-a%03x-%04x%04x%04x",
        random(0, 65535), random(0, 65535), random(0, 65535), random(0, 4095),
        random(0, 4095), random(0, 65535), random(0, 65535), random(0, 65535))
    return wrk.format(nil, nil, nil, '{"clickId":"' .. id .. '","campaignId":42,"source":"facebook",'
        .. '"campaign_name":"LatAm Ring Campaign","adset_name":"MX Android","ad_name":"video-01",'
        .. '"utm_term":"some words for a term","fbclid":"IwAR0abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGH"}')
end

-- One line for the caller: requests, microseconds, p50, p99, then errors by kind.
function done(summary, latency, requests)
    local errors = summary.errors
    io.write(string.format("RESULT %d %d %d %d %d %d\n", summary.requests, summary.duration,
        latency:percentile(50), latency:percentile(99), errors.status,
        errors.connect + errors.read + errors.write + errors.timeout))
end
