-- wrk script: one movie by a random id (`-- one MOVIES`), or a page of 50 after a random id, in JSON or in HTML (`-- page MOVIES`,
-- `-- html MOVIES`).
-- The ids are those that harness/database.py gives to its movies. Every run asks for the same movies.
local form = { one = "/api/movies/%s", page = "/api/movies?limit=50&after=%s", html = "/?sort=added&after=%s" }
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
