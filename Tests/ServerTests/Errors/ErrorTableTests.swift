import TestSite
import Testing

extension ServerTests {
    /// The published error table, as it arrives through each server.
    @EndToEnd
    @Suite struct ErrorTableTests {
        @Test(arguments: Place.all)
        func everyErrorIsAnsweredAsPublished(_ place: Place) throws {
            let cast = try ErrorRow.Cast(at: try place.site)
            for row in ErrorRow.all {
                let response = try row.response(from: cast)
                guard row.isAnsweredByTheService(behind: place.server) else {
                    try expectResponseOfTheServer(response, to: row, place)
                    continue
                }
                if row.request.method == "TRACE" { try place.shows(.trace) }
                if row.request.method == "HEADS" { try place.shows(.unknownMethod) }
                #expect(response.status == row.status, "\(row.testDescription)")
                let error = try response.json(PublishedError.self)
                #expect(error.error == row.name && error.message == row.message, "\(row.testDescription)")
                expectFields(response, type: "application/json")
                for (name, value) in row.fields { #expect(response[name] == value, "\(row.testDescription)") }
            }
            try place.shows(.errors)
        }

        private func expectResponseOfTheServer(_ response: HTTPResponse, to row: ErrorRow, _ place: Place) throws {
            switch row.request.method {
            case "TRACE" where place.server == .apacheProxy:
                try expectError(response, 405, "MethodNotAllowed", "Method not allowed")
                try place.shows(.trace, otherwise: "405, `Allow` is empty")
            case "TRACE":
                // Apache refuses it before it looks into .htaccess.
                #expect(response.status == 405)
                try place.shows(.trace, otherwise: "405, a page of Apache's")
            default:
                #expect(response.status == 501)
                try place.shows(.unknownMethod, otherwise: "501, a page of lighttpd's")
            }
        }

        @Test(arguments: Place.roots)
        func noServerSaysWhichVersionItIs(_ place: Place) throws {
            let servers = try place.site.mounted.get("/api/health").values("Server")
            #expect(!servers.contains { $0.contains("/") })
            // That of Apache can only be hidden outside of a site.
            try place.shows(.version, otherwise: place.server == .apacheFcgid ? "if the host wants so" : nil)
        }
    }
}

extension ErrorRow {
    fileprivate func isAnsweredByTheService(behind server: ServerKind) -> Bool {
        switch server {
        // `TraceEnable` cannot be put on for a part of a server.
        case .apacheProxy, .apacheFcgid: request.method != "TRACE"
        // It knows a fixed list of methods.
        case .lighttpdSocket, .lighttpdSpawn: request.method != "HEADS"
        case .nginx, .nginxWithoutKeepConn, .caddy: true
        }
    }
}
