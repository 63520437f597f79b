import Glibc
import TestSite
import TestFiles

/// What a service did to the files of its database, heard and said while clients wrote.
struct StorageRecord {
    let database: String
    let events: [TimedEvent]
    let requests: [RecordedRequest]

    /// The write-ahead log.
    var log: String { database + "-wal" }

    /// Reads a record of strace.
    init(_ record: [UInt8], database: String) {
        self.database = database
        events = TimedEvent.all(in: RecordedCall.all(in: record), database: database)
        requests = RecordedRequest.all(in: events)
    }

    /// Lets some clients add, change and remove movies, kills the service, does it once more and stops it.
    ///
    /// The names tell what is done: `w03-017/1` is the second state of a movie of the fourth client.
    init(writers: Int, movies: Int) throws {
        let record = try TemporaryDirectory()
        let calls = ["?open", "openat", "?mknod", "mknodat", "?unlink", "unlinkat", "?rename", "renameat"].joined(
            separator: ",")
        let site = try Site(
            // Leak Sanitizer would have to trace the service too.
            settings: ["MOVIE_BAG_LOG_LEVEL": "error", "LSAN_OPTIONS": "detect_leaks=0"],
            launcher: [
                // -D: the service stays our child. -A: what comes after the second start is appended.
                "strace", "-D", "-f", "-y", "-q", "-xx", "-s", "70000", "-A", "-o", record["record"],
                "-e", "trace=\(calls),pwrite64,ftruncate,fdatasync,fsync,read,recvfrom,write,writev,sendto,sendmsg",
            ])
        let token = try site.newAccount("ann@example.org")
        for run in 1...2 {
            try Self.write(run, writers: writers, movies: movies, to: site.client, token)
            let pid = site.service.pid
            if run == 1 { try site.service.crash() } else { try site.service.stop() }
            // The first thread is the last to be recorded; short numbers are padded.
            try wait(for: "the end of the record") {
                try FinishedProgram(["grep", "-q", "^\(pid)  *+++ ", record["record"]]).ending == .status(0)
            }
            if run == 1 { try site.service.restart() }
        }
        self.init(try Files.bytes(record["record"]), database: site.database)
    }

    private static func write(_ run: Int, writers: Int, movies: Int, to client: HTTPClient, _ token: String) throws {
        _ = try concurrently(writers) { writer in
            let connection = try client.connect()
            func send(_ request: HTTPRequest) throws -> HTTPResponse {
                let response = try connection.exchange(request)
                guard response.status == 200 else {
                    throw Failure("\(request.method): \(response.status) \(response.text)")
                }
                return response
            }
            for movie in 0..<movies {
                let name = "w\(padded(writer, 2))-\(padded(run * 1000 + movie, 4))"
                let added = try send(
                    HTTPRequest("POST", "/api/movies", json: Site.movie("\(name)/0"), token: token))
                let path = "/api/movies/\(try added.json(Identifier.self).id)"
                _ = try send(HTTPRequest("PUT", path, json: #"{"name":"\#(name)/1"}"#, token: token))
                if movie % 3 == 0 {
                    _ = try send(HTTPRequest("DELETE", path).with("Authorization", "Bearer \(token)"))
                }
            }
        }
    }

    private static func padded(_ number: Int, _ digits: Int) -> String {
        let text = "\(number)"
        return String(repeating: "0", count: max(0, digits - text.count)) + text
    }
}
