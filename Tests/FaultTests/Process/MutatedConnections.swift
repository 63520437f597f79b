/// Bytes of FastCGI connections that no web server would send: valid requests with faults in them.
///
/// The same seed gives the same connections.
struct MutatedConnections {
    private var random: SeededChoices

    init(seed: UInt64) {
        random = SeededChoices(seed: seed)
    }

    /// All that one connection sends.
    mutating func next() -> [UInt8] {
        var records = (0..<Int.random(in: 1...2, using: &random)).flatMap { _ in request() }
        for _ in 0..<Int.random(in: 1...3, using: &random) { damage(&records) }
        var bytes = records.flatMap(\.bytes)
        if Int.random(in: 0..<2, using: &random) == 0 { damage(&bytes) }
        return bytes
    }

    /// The records of a request that is answered if nobody damages it.
    private mutating func request() -> [MutatedRecord] {
        let (method, uri, body) = Self.requests.randomElement(using: &random)!  // There are some.
        let variables = [
            ("REQUEST_METHOD", method), ("REQUEST_URI", uri), ("CONTENT_TYPE", "application/json"),
            ("CONTENT_LENGTH", "\(body.utf8.count)"), ("SERVER_PROTOCOL", "HTTP/1.1"), ("HTTP_HOST", "localhost"),
            ("HTTP_USER_AGENT", String(repeating: "a", count: Int.random(in: 0...300, using: &random))),
        ]
        let parameters = variables.flatMap { MutatedRecord.pair($0, $1) }
        let cut = Int.random(in: 0...parameters.count, using: &random)
        return [
            MutatedRecord(
                kind: MutatedRecord.begin, content: [0, 1, UInt8.random(in: 0...1, using: &random), 0, 0, 0, 0, 0]),
            MutatedRecord(kind: MutatedRecord.parameters, content: Array(parameters[..<cut])),
            MutatedRecord(kind: MutatedRecord.parameters, content: Array(parameters[cut...])),
            MutatedRecord(kind: MutatedRecord.parameters),
            MutatedRecord(kind: MutatedRecord.input, content: Array(body.utf8)),
            MutatedRecord(kind: MutatedRecord.input),
        ]
    }

    private static let requests = [
        ("GET", "/api/health", ""), ("GET", "/api/movies?limit=5", ""), ("HEAD", "/reset/abc", ""),
        ("POST", "/api/auth/login", #"{"email":"ann@example.org","password":"correct horse"}"#),
        ("POST", "/api/movies", #"{"name":"Alien","casts":["Sigourney Weaver"],"genres":["Horror"]}"#),
        ("PUT", "/api/movies/6b040c7abe383fe11eacea01", String(repeating: " ", count: 9000)),
    ]

    /// Puts one fault into the records.
    private mutating func damage(_ records: inout [MutatedRecord]) {
        guard let index = records.indices.randomElement(using: &random) else { return }
        switch Int.random(in: 0..<14, using: &random) {
        case 0: records[index].version = byte()
        case 1: records[index].kind = Bool.random(using: &random) ? byte() : UInt8.random(in: 0...12, using: &random)
        case 2: records[index].requestID = UInt16.random(in: 0...UInt16.max, using: &random)
        case 3: records[index].declaredLength = UInt16.random(in: 0...UInt16.max, using: &random)
        case 4: records[index].declaredPadding = byte()
        case 5: records[index].padding = Int(byte())
        case 6: records.insert(records[0], at: index)
        case 7: records.insert(MutatedRecord(kind: MutatedRecord.abort), at: index)
        case 8: records.remove(at: index)
        case 9: records.swapAt(index, records.indices.randomElement(using: &random)!)  // As above.
        case 10: records[index].content.removeLast(Int.random(in: 0...records[index].content.count, using: &random))
        case 11: records[index].content = garbage()
        case 12: records[index].content.insert(contentsOf: lengths(), at: 0)
        default: records.insert(question(), at: index)
        }
    }

    /// Puts one fault into the bytes.
    private mutating func damage(_ bytes: inout [UInt8]) {
        guard !bytes.isEmpty else { return }
        switch Int.random(in: 0..<3, using: &random) {
        case 0:
            for _ in 0..<Int.random(in: 1...8, using: &random) {
                bytes[Int.random(in: bytes.indices, using: &random)] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            }
        case 1: bytes.removeLast(Int.random(in: bytes.indices, using: &random))
        default: bytes.insert(contentsOf: garbage(), at: Int.random(in: bytes.indices, using: &random))
        }
    }

    /// The two lengths of a parameter, of four bytes each, with less than that behind them.
    private mutating func lengths() -> [UInt8] {
        let highest: ClosedRange<UInt8> = 0x80...0xFF
        return [UInt8.random(in: highest, using: &random), byte(), byte(), byte()]
            + [UInt8.random(in: highest, using: &random), byte(), byte(), byte()]
    }

    /// What a web server may ask the program itself, of which libfcgi can answer three at once.
    private mutating func question() -> MutatedRecord {
        let names = ["FCGI_MAX_CONNS", "FCGI_MAX_REQS", "FCGI_MPXS_CONNS", "X", "X\0Y", ""]
        let count = Int.random(in: 0...4, using: &random)
        // There are some names.
        let asked = (0..<count).flatMap { _ in MutatedRecord.pair(names.randomElement(using: &random)!, "") }
        let kind = Bool.random(using: &random) ? MutatedRecord.getValues : byte()
        return MutatedRecord(kind: kind, requestID: 0, content: asked)
    }

    private mutating func garbage() -> [UInt8] {
        (0..<Int.random(in: 0...100, using: &random)).map { _ in byte() }
    }

    private mutating func byte() -> UInt8 {
        UInt8.random(in: 0...UInt8.max, using: &random)
    }
}
