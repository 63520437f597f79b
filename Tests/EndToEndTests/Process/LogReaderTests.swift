import Glibc
import TestSite
import Testing
import TestFiles

extension EndToEndTests {
    /// The log on a pipe whose reader stands still: `docker logs`, a journal that hangs.
    @EndToEnd
    @Suite struct LogReaderTests {
        private let directory: TemporaryDirectory
        private let site: Site
        /// The end of the pipe that nothing is read from, unless a test does.
        private let reader: Int32

        init() throws {
            (directory, reader, site) = try Self.start()
        }

        private static func start(
            _ arguments: [String] = [], settings: [String: String] = [:]
        ) throws -> (TemporaryDirectory, Int32, Site) {
            let directory = try TemporaryDirectory()
            let pipe = directory["log"]
            guard mkfifo(pipe, 0o666) == 0 else { throw Failure.system("mkfifo") }
            // First, or opening it for writing would wait.
            let reader = open(pipe, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
            guard reader >= 0 else { throw Failure.system("open") }
            let site = try Site(
                settings: settings, arguments: arguments, launcher: ["sh", "-c", "exec \"$0\" \"$@\" 2>\(pipe)"])
            return (directory, reader, site)
        }

        /// A path whose line has some 700 bytes: 100 fill the pipe, 400 more the queue.
        private static let path = "/api" + String(repeating: "/" + String(repeating: "x", count: 40), count: 15)
        private static let requests = 1500

        private static func flood(_ site: Site) throws {
            // nginx ends a connection after 1,000 requests.
            for count in [900, requests - 900] {
                let connection = try site.client.connect()
                for _ in 0..<count {
                    let status = try connection.exchange(HTTPRequest("GET", path)).status
                    guard status == 404 else { throw Failure("a request was answered with \(status)") }
                }
            }
        }

        /// Everything until the other end is closed.
        private func rest() throws -> [Substring] {
            var text: [UInt8] = []
            var room = [UInt8](repeating: 0, count: 1 << 16)
            while true {
                var event = pollfd(fd: reader, events: Int16(POLLIN), revents: 0)
                guard poll(&event, 1, 20_000) > 0 else { throw Failure("the log is not closed") }
                let count = read(reader, &room, room.count)
                guard count > 0 else { break }
                text += room[..<count]
            }
            return String(decoding: text, as: UTF8.self).split(separator: "\n")
        }

        @Test func nothingWaitsForItAndASignalEndsIt() throws {
            try Self.flood(site)
            #expect(try site.client.get("/api/health").status == 200)
            #expect(try site.service.stop() == .status(0))
        }

        @Test func withProcessesNeither() throws {
            let (directory, reader, site) = try Self.start(["--processes", "2"])
            defer { withExtendedLifetime(directory) { _ = close(reader) } }
            try Self.flood(site)
            site.service.send(SIGHUP)
            #expect(try site.client.get("/api/health").status == 200)
            #expect(try site.service.stop() == .status(0))
        }

        @Test func whatIsLostIsCounted() throws {
            try Self.flood(site)
            // It reads again when the service ends, so that the last lines are there too.
            site.service.send(SIGTERM)
            let lines = try rest()
            #expect(try site.service.stop() == .status(0))
            let told = lines.compactMap {
                $0.firstMatch(of: /warning ([0-9]+) log lines were lost: they were not read/)
            }
            .compactMap { Int($0.1) }.reduce(0, +)
            #expect(told > 500)
            #expect(lines.count { $0.contains("/xxxx") } + told == Self.requests)
            let end = lines.suffix(2).map { $0.dropFirst(25) }
            #expect(end.first?.hasPrefix("notice graceful shutdown: ") == true && end.last == "notice stopped")
            #expect(lines.allSatisfy { $0.wholeMatch(of: /2[-0-9T:.]{22}Z [a-z]+ .*/) != nil }, "every line is whole")
        }

        @Test func aReaderThatIsGoneStopsNothing() throws {
            close(reader)
            try Self.flood(site)
            #expect(try site.client.get("/api/health").status == 200)
            #expect(try site.service.stop() == .status(0))
        }

        /// The first signal hangs: whoever is told that the service stops does not listen.
        @Test func aSecondSignalEndsItWhateverHangs() throws {
            for arguments in [[], ["--processes", "2"]] {
                let manager = try DeafManager()
                let (directory, reader, site) = try Self.start(arguments, settings: ["NOTIFY_SOCKET": manager.path])
                defer { withExtendedLifetime(directory) { _ = close(reader) } }
                try site.waitUntilItAnswers()
                try manager.fill()
                site.service.send(SIGTERM)
                #expect(site.service.isRunning)
                site.service.send(SIGINT)
                #expect(try site.service.stop() == .status(1))
            }
        }
    }
}

/// Something at NOTIFY_SOCKET that takes no message any more.
private final class DeafManager {
    private let directory: TemporaryDirectory
    private let socket, sender: Int32
    var path: String { directory["notify"] }

    init() throws {
        directory = try TemporaryDirectory()
        socket = Glibc.socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
        sender = Glibc.socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
        guard socket >= 0, sender >= 0 else { throw Failure.system("socket") }
        try call("bind") { bind(socket, $0, $1) }
    }

    deinit {
        close(socket)
        close(sender)
    }

    /// Sends messages that stay unread until no more fits.
    func fill() throws {
        try call("connect") { connect(sender, $0, $1) }
        var byte: UInt8 = 0
        while send(sender, &byte, 1, Int32(MSG_DONTWAIT)) == 1 {}
    }

    private func call(_ name: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32) throws {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let result = withUnsafePointer(to: address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard result == 0 else { throw Failure.system(name) }
    }
}
