-- Events as landing pages and networks send them, for wrk(1).
--
-- Arguments: kind seed known version
--   kind     clicks, leads, postbacks, or site: 100 clicks to 30 leads to 15 postbacks
--   seed     clicks of the same seed have the same click ids, thread by thread
--   known    leads and postbacks are of the first so many clicks of each thread, over and over
--   version  of the click ids' UUIDs: 4, or 7 (RFC 9562) whose first bits are the time

local random = math.random
local ffi = require("ffi")
ffi.cdef [[
    struct moment { long seconds; long nanoseconds; };
    int clock_gettime(int clock, struct moment *moment);
]]

-- Of the main state: what setup() and done() see.
local threads = {}

function setup(thread)
    thread:set("number", #threads)
    table.insert(threads, thread)
end

-- Of each thread, global because done() asks for it.
sent = 0

local json_headers, plain_headers = {}, {}
local seed, known, make_id

local function restart_ids()
    math.randomseed(seed * 64 + number)
end

local function random_id()
    return string.format("%04x%04x-%04x-4%03x-a%03x-%04x%04x%04x",
        random(0, 65535), random(0, 65535), random(0, 65535), random(0, 4095),
        random(0, 4095), random(0, 65535), random(0, 65535), random(0, 65535))
end

local moment = ffi.new("struct moment")

local function timed_id()
    ffi.C.clock_gettime(0, moment)
    local milliseconds = tonumber(moment.seconds) * 1000 + math.floor(tonumber(moment.nanoseconds) / 1000000)
    return string.format("%08x-%04x-7%03x-a%03x-%04x%04x%04x",
        math.floor(milliseconds / 65536), milliseconds % 65536, random(0, 4095),
        random(0, 4095), random(0, 65535), random(0, 65535), random(0, 65535))
end

-- 290 bytes of JSON.
local function click(id)
    return wrk.format("POST", "/api/v2/track/click", json_headers,
        '{"clickId":"' .. id .. '","campaignId":42,"source":"facebook",'
        .. '"campaign_name":"LatAm Ring Campaign","adset_name":"MX Android","ad_name":"video-01",'
        .. '"utm_term":"some words for a term","fbclid":"IwAR0abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGH"}')
end

local function lead(id)
    return wrk.format("GET", "/api/v2/track/lead?clickId=" .. id .. "&offer_id=456&source=landing", plain_headers)
end

local function postback(id)
    return wrk.format("GET", "/api/v2/track/postback?clickId=" .. id .. "&status=approved&payout=10", plain_headers)
end

local function known_id()
    if sent % known == 0 then restart_ids() end
    return make_id()
end

-- Of 29 requests 20 are clicks, 6 leads and 3 postbacks. A lead follows its click, and a postback its lead, after
-- so many others of the thread that each was answered before the next is sent.
local lead_turns = { [4] = true, [9] = true, [14] = true, [19] = true, [24] = true, [28] = true }
local postback_turns = { [7] = true, [17] = true, [27] = true }
local distance = 256
local clicked, led = { count = 0 }, { count = 0 }

local function remember(ids, id)
    ids[ids.count % (2 * distance)] = id
    ids.count = ids.count + 1
end

local function recall(ids)
    return ids[(ids.count - distance) % (2 * distance)]
end

local function site_event()
    local turn = sent % 29
    if lead_turns[turn] and clicked.count > distance then
        local id = recall(clicked)
        remember(led, id)
        return lead(id)
    end
    if postback_turns[turn] and led.count > distance then return postback(recall(led)) end
    local id = make_id()
    remember(clicked, id)
    return click(id)
end

local kinds = {
    clicks = function() return click(make_id()) end,
    leads = function() return lead(known_id()) end,
    postbacks = function() return postback(known_id()) end,
    site = site_event,
}
local next_event

function init(arguments)
    next_event = kinds[arguments[1]]
    seed, known = tonumber(arguments[2]), tonumber(arguments[3])
    make_id = arguments[4] == "7" and timed_id or random_id
    for name, value in pairs(wrk.headers) do
        json_headers[name], plain_headers[name] = value, value
    end
    json_headers["Content-Type"] = "application/json"
    restart_ids()
end

function request()
    local event = next_event()
    sent = sent + 1
    return event
end

-- One line for the caller: requests, microseconds, p50, p99, p99.9, errors by kind, and how many requests the
-- thread with the fewest has sent.
function done(summary, latency, requests)
    local errors, fewest = summary.errors, math.huge
    for _, thread in ipairs(threads) do fewest = math.min(fewest, thread:get("sent")) end
    io.write(string.format("RESULT %d %d %d %d %d %d %d %d\n", summary.requests, summary.duration,
        latency:percentile(50), latency:percentile(99), latency:percentile(99.9), errors.status,
        errors.connect + errors.read + errors.write + errors.timeout, fewest))
end
