-- wrk script: adds movies with names that no other thread and no other run gives (`-- RUN TOKEN`).
local form = '{"name":"Movie %d of thread %d in run %s",'
    .. '"casts":["Kate Mara","Oscar Isaac","Ana de Armas"],"genres":["Drama","Crime"]}'
local headers = { ["Content-Type"] = "application/json" }
local run
local number = 0

local threads = 0
function setup(thread)
    threads = threads + 1
    thread:set("own", threads)
end

function init(arguments)
    run = arguments[1]
    headers["Authorization"] = "Bearer " .. arguments[2]
end

function request()
    number = number + 1
    return wrk.format("POST", "/api/movies", headers, form:format(number, own, run))
end
