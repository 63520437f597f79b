/// A request that changes something, as it went through the service's socket.
struct RecordedRequest {
    enum Kind: Equatable {
        case signUp
        case logIn
        /// Brings a movie into a state: `w03-017/1` is state 1 of that movie.
        case put(movie: String, state: Int)
        case remove(id: String)
    }

    let kind: Kind
    let received: Int
    /// When its response began to leave, and what it was; `nil` when none had at the end of the record.
    var response: (time: Int, isSuccess: Bool, id: String?)?
}

extension RecordedRequest {
    /// All requests that change something, by the sockets of a record.
    static func all(in events: [TimedEvent]) -> [RecordedRequest] {
        var requests: [RecordedRequest] = []
        var open: [String: (bytes: [UInt8], request: Int?)] = [:]
        for event in events {
            switch event.event {
            case .received(let socket, let bytes):
                var fcgx = open[socket] ?? ([], nil)
                fcgx.bytes += bytes
                if fcgx.request == nil, let kind = kind(of: fcgx.bytes) {
                    fcgx.request = requests.count
                    requests.append(RecordedRequest(kind: kind, received: event.time))
                }
                open[socket] = fcgx
            case .sent(let socket, let bytes):
                guard let index = open.removeValue(forKey: socket)?.request else { continue }
                requests[index].response = (
                    event.time, text(in: bytes, after: "Status: ", 3) == "200", text(in: bytes, after: #"{"id":""#, 24)
                )
            case .change, .flushed: continue
            }
        }
        return requests
    }

    /// What a request asks for, once all that tells it has come. Names and values of CGI variables stand side by side.
    private static func kind(of bytes: [UInt8]) -> Kind? {
        if text(in: bytes, after: "REQUEST_METHODDELETE", 0) != nil {
            return text(in: bytes, after: "REQUEST_URI/api/movies/", 24).map { .remove(id: $0) }
        }
        if text(in: bytes, after: "REQUEST_URI/api/auth/signup", 0) != nil { return .signUp }
        if text(in: bytes, after: "REQUEST_URI/api/auth/login", 0) != nil { return .logIn }
        guard let name = text(in: bytes, after: #""name":""#, 10) else { return nil }
        let parts = name.split(separator: "/")
        guard parts.count == 2, let state = Int(parts[1]) else { return nil }
        return .put(movie: String(parts[0]), state: state)
    }

    private static func text(in bytes: [UInt8], after mark: String, _ length: Int) -> String? {
        guard let end = bytes[...].end(of: Array(mark.utf8)), bytes.count >= end + length else { return nil }
        return String(decoding: bytes[end..<end + length], as: UTF8.self)
    }
}
