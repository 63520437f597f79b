import TestSite

/// What wrk counted in one run of web-load.lua.
struct LoadFigures {
    /// Answers, whatever they said.
    private(set) var requests = 0
    private(set) var slowest = Duration.zero
    /// 99 of 100 took no longer.
    private(set) var p99 = Duration.zero
    /// How often what came instead of a response with 200, such as "status 503" or "socket read".
    private(set) var failures: [String: Int] = [:]

    /// How many requests got no response with 200.
    var failed: Int { failures.values.reduce(0, +) }

    /// Reads what wrk has printed.
    init(output: String) throws {
        for line in output.split(separator: "\n") where line.hasPrefix("figure ") {
            let parts = line.dropFirst("figure ".count).split(separator: ":")
            guard parts.count == 2, let number = Int(parts[1].drop { $0 == " " }) else { throw Failure("wrk: \(line)") }
            switch parts[0] {
            case "requests": requests = number
            case "slowest": slowest = .microseconds(number)
            case "p99": p99 = .microseconds(number)
            case let failure where number > 0: failures[String(failure), default: 0] += number
            default: break
            }
        }
        guard requests > 0 else { throw Failure("wrk has no figures: \(output)") }
    }
}
