-- wrk script (`-- RUN TOKEN PATH CONNECTION`; CONNECTION is keep-alive or close): adds movies with names that no other
-- thread and no other run gives, and reads one after each. Every response that is not 200 is counted under its status. The
-- ids of the movies that were added go to PATH.1, PATH.2 and so on, a file a thread, each with its response: whoever waits
-- for traffic sees them grow.
local form = '{"name":"Movie %d of thread %d in run %s","casts":["Kate Mara"],"genres":["Drama"]}'
local headers = { ["Content-Type"] = "application/json" }
local plain = {}
local run
local ids
local number = 0

local threads = {}
function setup(thread)
    table.insert(threads, thread)
    thread:set("own", #threads)
end

function init(arguments)
    run = arguments[1]
    headers["Authorization"] = "Bearer " .. arguments[2]
    headers["Connection"] = arguments[4]
    plain["Connection"] = arguments[4]
    ids = io.open(arguments[3] .. "." .. own, "w")
    ids:setvbuf("line")
    -- Global, as `done` asks for it.
    refused = {}
end

function request()
    number = number + 1
    if number % 2 == 0 then return wrk.format("GET", "/api/movies?limit=1", plain) end
    return wrk.format("POST", "/api/movies", headers, form:format(number, own, run))
end

function response(status, _, body)
    local id = status == 200 and body:match('^{"id":"(%x+)"}$')
    if id then ids:write(id, "\n") end
    if status ~= 200 then refused["status " .. status] = (refused["status " .. status] or 0) + 1 end
end

local function show(name, count)
    io.write("figure ", name, ": ", math.floor(count), "\n")
end

function done(summary, latency)
    show("requests", summary.requests)
    show("slowest", latency.max)
    show("p99", latency:percentile(99))
    for _, thread in ipairs(threads) do
        for name, count in pairs(thread:get("refused")) do show(name, count) end
    end
    for _, name in ipairs({ "connect", "read", "write", "timeout" }) do show("socket " .. name, summary.errors[name]) end
end
