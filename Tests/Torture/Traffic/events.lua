-- The events of a real site as they come: 100 clicks, 30 leads, 15 postbacks, those of clicks sent shortly before.

wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"

local random = math.random
local path = "/api/v2/track/"
-- Clicks that will have a lead, or a postback; so many of them come in between.
local distance = 100
local leads, postbacks = {}, {}

function init(arguments)
    local device = assert(io.open("/dev/urandom", "rb"))
    local a, b, c, d = device:read(4):byte(1, 4)
    device:close()
    math.randomseed(((a * 256 + b) * 256 + c) * 256 + d)
end

local function click()
    local id = string.format("%04x%04x-%04x-4%03x-a%03x-%04x%04x%04x",
        random(0, 65535), random(0, 65535), random(0, 65535), random(0, 4095),
        random(0, 4095), random(0, 65535), random(0, 65535), random(0, 65535))
    if random(100) <= 30 then leads[#leads + 1] = id end
    if random(100) <= 15 then postbacks[#postbacks + 1] = id end
    return wrk.format(nil, path .. "click", nil, '{"clickId":"' .. id .. '","campaignId":42,"source":"facebook",'
        .. '"campaign_name":"LatAm Ring Campaign","adset_name":"adset-' .. random(50) .. '","ad_name":"video-'
        .. random(500) .. '","fbclid":"IwAR0abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGH"}')
end

function request()
    if #leads > distance then
        return wrk.format(nil, path .. "lead", nil,
            '{"clickId":"' .. table.remove(leads, 1) .. '","offer_id":456,"landing":"rings"}')
    end
    if #postbacks > distance then
        return wrk.format(nil, path .. "postback", nil,
            '{"clickId":"' .. table.remove(postbacks, 1) .. '","status":"approved","payout":"12.50"}')
    end
    return click()
end

-- One line for the caller: requests, microseconds, p50, p99, then errors.
function done(summary, latency, requests)
    local errors = summary.errors
    io.write(string.format("RESULT %d %d %d %d %d\n", summary.requests, summary.duration,
        latency:percentile(50), latency:percentile(99),
        errors.status + errors.connect + errors.read + errors.write + errors.timeout))
end
