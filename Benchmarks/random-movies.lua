-- wrk script: one movie by a random id (`-- one`), or a page of 50 after a random id (`-- page`).
-- The ids are those that compare.py gives to its movies.
local form = { one = "/api/movies/%s", page = "/api/movies?limit=50&after=%s" }
local path

local threads = 0
function setup(thread)
    threads = threads + 1
    thread:set("seed", threads)
end

function init(arguments)
    path = form[arguments[1]]
    movies = tonumber(arguments[2])
    math.randomseed(seed)
end

function request()
    local number = math.random(0, movies - 1)
    return wrk.format("GET", path:format(("%08x0123456789%06x"):format(0x65000000 + number, number)))
end
