import Glibc
import TestSite
import Testing

extension ServerTests {
    /// Clients that take more time than the service gives anybody: a server has to stand between.
    @EndToEnd
    @Suite struct SlowClientTests {
        /// Longer than this service gives a request to arrive, so a server has to keep what is there until all of it is.
        @Test(arguments: Place.roots)
        func aBodyMayComeSlowlyAndHoldsNoThreadOfTheService(_ place: Place) throws {
            let site = try Site(server: place.server, settings: ["MOVIE_BAG_IO_SECONDS": "1"])
            let (name, token) = (SharedSites.newName(), try site.newAccount(place.newEmail()))
            let request = HTTPRequest("POST", "/api/movies", json: Site.movie(name), token: token)
            let bytes = request.encoded(host: "localhost")
            let connection = try site.client.connect()
            let start = ContinuousClock.now
            // The head and half of the body, then piece by piece.
            let half = request.body.count / 2
            try connection.send(Array(bytes.dropLast(half)))
            for index in 0..<half {
                try connection.send([bytes[bytes.count - half + index]])
                usleep(useconds_t(2_000_000 / half))  // What is tested is time itself.
            }
            #expect(try connection.receive().status == 200)
            #expect(ContinuousClock.now - start > .seconds(2))
            try place.shows(.slowBody)
        }

        /// More of it than fits in the system's buffers, so a server has to take it off the service's hands.
        @Test(arguments: Place.roots)
        func aResponseMayBeTakenSlowly(_ place: Place) throws {
            let site = try Site(server: place.server, settings: ["MOVIE_BAG_IO_SECONDS": "1"])
            try site.signUp("ann@example.org")
            // A page of its own.
            let lock = try WriteStop(of: site.database)
            _ = try site.sqlite(
                """
                PRAGMA wal_autocheckpoint = 0;
                WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 25000)
                INSERT INTO movies (id, key, casts, genres, added_by)
                SELECT CAST('f00000000000' AS BLOB), 'Long', json_group_array(printf('%0200d', i)), '["Drama"]',
                    (SELECT id FROM accounts) FROM n;
                """, readOnly: false)
            lock.release()
            let whole = try site.client.get("/api/movies")
            let connection = try HTTPConnection(port: site.server.port, window: 4096)
            try connection.send(HTTPRequest("GET", "/api/movies").encoded(host: "localhost"))
            usleep(2_500_000)  // What is tested is time itself.
            let taken = try? connection.receive()
            switch place.server {
            case .apacheFcgid, .caddy:
                // They pass it on as they get it.
                #expect(taken == nil)
                try place.shows(.slowReader, otherwise: "broken off by the service")
            case .nginx, .nginxWithoutKeepConn, .lighttpdSocket, .lighttpdSpawn, .apacheProxy:
                #expect(taken?.body == whole.body)
                try place.shows(.slowReader)
            }
        }
    }
}
