import TestSite
import Testing
import TestFiles

extension ServerTests {
    /// Clients that take a byte at a time: the web server bears with them, and the service does not hear of them.
    @EndToEnd
    @Suite struct SlowCrowdTests {
        /// Those that hold no thread of their own for a client either.
        nonisolated static let patient: [ServerKind] = [.nginx, .lighttpdSocket]
        nonisolated static let all = patient + [.apacheProxy, .caddy]

        private static let threads = 2
        private static let clients = Scale.choose(short: 200, full: 1000)

        /// Clients that send a head, and as many that send a body.
        private func slowSenders(_ server: ServerKind, of site: Site) throws -> [SlowClients] {
            // Apache has 150 threads, needs one for each, and lets go of them after 20 seconds (mod_reqtimeout).
            let isPatient = server != .apacheProxy
            let pace = isPatient ? Scale.choose(short: Duration.seconds(1), full: .seconds(10)) : .seconds(1)
            return try [.head, .body].map {
                try SlowClients(isPatient ? Self.clients : 50, $0, port: site.server.port, pace: pace)
            }
        }

        /// A site whose service says by its descriptors what it is busy with: what idles is closed soon, and what is slow is
        /// not let go of.
        private func site(_ server: ServerKind, database: String? = nil, hasLimits: Bool = true) throws -> Site {
            try DescriptorLimit.raise(to: 8192)
            let site = try Site(
                server: server,
                settings: [
                    "MOVIE_BAG_LOG_LEVEL": "notice", "MOVIE_BAG_IDLE_SECONDS": "1", "MOVIE_BAG_IO_SECONDS": "120",
                    "MOVIE_BAG_LIMITS": hasLimits ? "yes" : "no",
                ].merging(database.map { ["MOVIE_BAG_DATABASE": $0] } ?? [:]) { $1 },
                arguments: ["--threads", "\(Self.threads)"])
            try site.waitUntilItAnswers()
            return site
        }

        @Test(arguments: all)
        func slowSendersHoldNothingOfTheService(under server: ServerKind) throws {
            let site = try site(server)
            let crowd = try slowSenders(server, of: site)
            for clients in crowd { try clients.waitForRounds(1) }
            try expectNothingHeld(by: site)

            let token = try site.newAccount("ann@example.org")
            let load = try WebLoad(on: site, of: server, token: token, name: "beside", connections: 8, seconds: 1)
            #expect(try load.figures().failures == [:])
            #expect(crowd.map(\.gone) == [0, 0])
        }

        @Test(.enabled(if: Scale.isFull), arguments: all)
        func ordinaryRequestsBesideSlowOnesTakeNotMuchLonger(under server: ServerKind) throws {
            // wrk counts what it would have asked while the disk pauses, so one long pause makes the figure of a run.
            let memory = try TemporaryDirectory(inMemory: true)
            let site = try site(server, database: memory["movie-bag.db"])
            let token = try site.newAccount("ann@example.org")
            var (without, with): ([LoadFigures], [LoadFigures]) = ([], [])
            // In turns, so that whatever else the machine does meets both.
            for round in 1...5 {
                without.append(try figures(of: site, server, token, "without-\(round)"))
                let crowd = try slowSenders(server, of: site)
                with.append(try figures(of: site, server, token, "with-\(round)"))
                if Self.patient.contains(server) { #expect(crowd.map(\.gone) == [0, 0]) }
            }
            #expect((without + with).allSatisfy { $0.failed == 0 })
            if Self.patient.contains(server) { #expect(with.p99 <= without.p99 * 2) }
            try LoadReport.add(
                server, "nothing, 8 clients", requests: without.requests, failed: without.failed,
                "99 of 100 within \(without.p99.inMilliseconds)")
            try LoadReport.add(
                server, "\(server == .apacheProxy ? 100 : 2 * Self.clients) slow clients beside 8 others",
                requests: with.requests, failed: with.failed, "99 of 100 within \(with.p99.inMilliseconds)")
        }

        private func figures(of site: Site, _ server: ServerKind, _ token: String, _ name: String) throws -> LoadFigures
        {
            try WebLoad(on: site, of: server, token: token, name: name, connections: 8, seconds: 3).figures()
        }

        @Test(arguments: patient)
        func slowReadersHoldNothingOfTheService(under server: ServerKind) throws {
            // So many pages of 7 MB would wait for memory, which is not what is tried here.
            let site = try site(server, hasLimits: false)
            try addLongMovie(to: site)
            let page = try site.client.get("/api/movies")
            #expect(page.status == 200)
            // A connection over loopback takes up to 4 MiB (tcp_wmem of tcp(7)), read or not; the rest has to stay somewhere.
            #expect(page.body.count > 6 << 20, "\(page.body.count) bytes")

            let readers = try SlowClients(
                Scale.choose(short: 20, full: 100), .response, port: site.server.port, pace: .seconds(1))
            try readers.waitForRounds(2)
            try expectNothingHeld(by: site)
            #expect(readers.gone == 0)
            #expect(try site.client.get("/api/movies").body == page.body)
        }

        /// Expects that the service soon has no connection, and no thread more than those that it always has.
        private func expectNothingHeld(by site: Site) throws {
            try wait(for: "the end of all connections to the service") {
                // The one that it listens on.
                try site.service.resources().sockets == 1
            }
            // One that was started in the place of another ends after ten seconds, once a request has shown it that it is one
            // too many: it may be asleep until then.
            try wait(for: "the end of all other threads") {
                _ = try site.client.get("/api/health")
                return try site.service.threads(named: "fastcgi") == Self.threads
            }
        }

        /// One movie, a page of its own that needs 7 megabytes.
        private func addLongMovie(to site: Site) throws {
            let lock = try WriteStop(of: site.database)
            defer { lock.release() }
            _ = try site.sqlite(
                """
                PRAGMA wal_autocheckpoint = 0;
                WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000)
                INSERT INTO movies (id, key, casts, genres, added_by)
                SELECT CAST('f00000000000' AS BLOB), 'Long',
                    json_group_array('An actress with a name of sixty mails, the number of whom is ' || i), '["Drama"]',
                    CAST('nobody000000' AS BLOB) FROM n;
                """, readOnly: false)
        }
    }
}

extension [LoadFigures] {
    fileprivate var requests: Int { reduce(0) { $0 + $1.requests } }
    fileprivate var failed: Int { reduce(0) { $0 + $1.failed } }
    /// The median of theirs.
    fileprivate var p99: Duration { map(\.p99).sorted()[count / 2] }
}
