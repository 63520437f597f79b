import TestSite
import Testing

extension ServerTests {
    /// What clients notice of restarts: nothing. Of a crash: the requests that the process had in hand.
    @EndToEnd
    @Suite struct RollingRestartTests {
        /// Those in front of a socket that is the supervisor's.
        nonisolated static let servers: [ServerKind] = [
            .nginx, .nginxWithoutKeepConn, .lighttpdSocket, .apacheProxy, .caddy,
        ]
        private static let restarts = Scale.choose(short: 3, full: 10)
        private static let clients = 32

        @Test(arguments: servers)
        func noRequestIsLostWhenEveryProcessIsReplacedByAnother(under server: ServerKind) throws {
            let site = try RestartSite(server)
            let calm = try site.underLoad { try $0.waitForTraffic(Scale.choose(short: 200, full: 20_000)) }
            try expectNothingFailed(calm, at: site)
            try LoadReport.add(server, "nothing", calm)
            try expectNothingFailed(at: site, server, meanwhile: "rolling restarts (SIGHUP)", site.reload)
        }

        @Test(arguments: servers)
        func noRequestIsLostWhenTheProgramIsReplacedByAnother(under server: ServerKind) throws {
            let site = try RestartSite(server)
            try expectNothingFailed(
                at: site, server, meanwhile: "times another program in the place of the first", site.swapProgram)
        }

        @Test(arguments: servers)
        func aKilledProcessTakesOnlyTheRequestsThatItHad(under server: ServerKind) throws {
            let site = try RestartSite(server)
            try expectNothingFailed(try site.underLoad { _ in }, at: site)
            var held = 0
            let kills = 3
            let figures = try site.underLoad { load in
                for _ in 0..<kills {
                    held += try site.killWorker()
                    try load.waitForTraffic(RestartSite.littleTraffic)
                }
            }
            #expect(held <= kills * Self.clients)
            let troubles = figures.failed <= held ? "" : try site.troubles()
            #expect(figures.failed <= held, "\(figures.failures)\n\(troubles)")
            try expectNothingFailed(try site.underLoad { _ in }, at: site)
            try LoadReport.add(server, "\(kills) kills of a process, which had \(held) connections in all", figures)
        }

        @Test func noRequestIsLostWhenAnotherSupervisorTakesThePath() throws {
            let site = try RestartSite(.nginx)
            let figures = try site.underLoad { load in
                for _ in 0..<3 {
                    try site.takeOver()
                    try load.waitForTraffic(RestartSite.littleTraffic)
                }
            }
            try expectNothingFailed(figures, at: site)
            #expect(try site.endOfReplaced() == Array(repeating: .status(0), count: 3))
            try LoadReport.add(.nginx, "3 times another supervisor (`--replace` and SIGUSR1)", figures)
        }

        /// Does something again and again under load.
        private func expectNothingFailed(
            at site: RestartSite, _ server: ServerKind, meanwhile what: String, _ restart: () throws -> Void
        ) throws {
            let figures = try site.underLoad { load in
                for _ in 0..<Self.restarts {
                    try restart()
                    try load.waitForTraffic(RestartSite.littleTraffic)
                }
            }
            try expectNothingFailed(figures, at: site)
            try LoadReport.add(server, "\(Self.restarts) \(what)", figures)
        }

        private func expectNothingFailed(
            _ figures: LoadFigures, at site: RestartSite, sourceLocation: SourceLocation = #_sourceLocation
        ) throws {
            let troubles = figures.failed == 0 ? "" : try site.troubles()
            #expect(figures.failures == [:], "\(troubles)", sourceLocation: sourceLocation)
        }
    }
}

extension LoadReport {
    fileprivate static func add(_ server: ServerKind, _ what: String, _ figures: LoadFigures) throws {
        try add(
            server, what, requests: figures.requests, failed: figures.failed,
            "slowest \(figures.slowest.inMilliseconds)")
    }
}
