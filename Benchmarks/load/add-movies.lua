-- wrk script: adds movies with names that no other thread and no other run gives (`-- RUN TOKEN`), or such with 8 casts and 3
-- genres, of which some are in many movies and most in few (`-- RUN TOKEN wide`).
local form = '{"name":"Movie %d of thread %d in run %s","casts":[%s],"genres":[%s]}'
local casts, genres = '"Kate Mara","Oscar Isaac","Ana de Armas"', '"Drama","Crime"'
local headers = { ["Content-Type"] = "application/json" }
local run, isWide
local number = 0

local threads = 0
function setup(thread)
    threads = threads + 1
    thread:set("own", threads)
end

function init(arguments)
    run = arguments[1]
    headers["Authorization"] = "Bearer " .. arguments[2]
    isWide = arguments[3] == "wide"
    math.randomseed(own)
end

-- Different texts: the cube of an even chance makes small numbers frequent.
local function some(count, form, most)
    local texts, known = {}, {}
    while #texts < count do
        local choice = math.floor(most * math.random() ^ 3)
        if not known[choice] then
            known[choice] = true
            texts[#texts + 1] = form:format(choice % 997, choice)
        end
    end
    return table.concat(texts, ",")
end

function request()
    number = number + 1
    if isWide then
        casts, genres = some(8, '"First%d Last%d"', 50000), some(3, '"Genre %d %d"', 24)
    end
    return wrk.format("POST", "/api/movies", headers, form:format(number, own, run, casts, genres))
end
