-- wrk script: logs in, always with the same right password (`-- EMAIL PASSWORD`).
local login

function init(arguments)
    local body = ('{"email":"%s","password":"%s"}'):format(arguments[1], arguments[2])
    login = wrk.format("POST", "/api/auth/login", { ["Content-Type"] = "application/json" }, body)
end

function request()
    return login
end
