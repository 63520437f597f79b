/// A request as a web server would send it, with every freedom that the protocol gives.
struct FastCGIRequest {
    var method = "GET"
    var path = "/echo"
    var variables: [(name: String, value: String)] = []
    var body: [UInt8] = []
    var keepsConnection = true
    var role: UInt16 = 1
    var requestID: UInt16 = 1
    /// The most content of one record.
    var recordBytes = 60_000
    /// The padding of each record that carries a piece of a stream.
    ///
    /// Not of those that begin a request or end a stream: libfcgi 2.4.2 takes that padding for the next record. No web
    /// server is known to send it.
    var padding = 0

    /// The method and path, then the other variables.
    var allVariables: [(name: String, value: String)] {
        [("REQUEST_METHOD", method), ("REQUEST_URI", path)] + variables
    }

    var records: [FastCGIRecord] {
        let parameters = allVariables.flatMap { FastCGIRecord.pair($0.name, $0.value) }
        return [begin] + stream(.parameters, parameters) + stream(.input, body)
    }

    var bytes: [UInt8] { records.flatMap(\.bytes) }

    var begin: FastCGIRecord {
        let content = [UInt8(role >> 8), UInt8(role & 0xFF), keepsConnection ? 1 : 0, 0, 0, 0, 0, 0]
        return FastCGIRecord(kind: .beginRequest, requestID: requestID, content: content)
    }

    /// The records of one stream, the empty one that ends it included.
    func stream(_ kind: FastCGIRecord.Kind, _ content: [UInt8]) -> [FastCGIRecord] {
        let pieces = stride(from: 0, to: content.count, by: recordBytes).map { start in
            Array(content[start..<min(start + recordBytes, content.count)])
        }
        return (pieces + [[]]).map {
            FastCGIRecord(kind: kind, requestID: requestID, content: $0, padding: $0.isEmpty ? 0 : padding)
        }
    }
}
