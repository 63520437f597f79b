import FastCGI
import Synchronization
import Testing

@BlockingTests
struct BrokenRequestTests {
    private let service: TestServer

    init() throws {
        service = try TestServer()
    }

    @Test(arguments: [
        FastCGIRequest(role: 0), FastCGIRequest(role: 2), FastCGIRequest(role: 3), FastCGIRequest(role: 77),
        FastCGIRequest(method: ""), FastCGIRequest(path: ""),
    ])
    func aRequestThatNoResponderCanResponseIsDropped(request: FastCGIRequest) throws {
        let client = try service.connect()
        try client.send(request.bytes)
        #expect(throws: FastCGIClient.Failure.closed) { try client.response() }
        try expectNothingHandled()
    }

    @Test(arguments: 0..<8)
    func aHangUpInTheMiddleChangesNothing(recordsSent: Int) throws {
        let request = FastCGIRequest(method: "POST", body: Array("0123456789".utf8), recordBytes: 40)
        // begin, two of parameters, their end, one of input: everything but the end of the input.
        let records = request.records.dropLast().prefix(recordsSent)
        let client = try service.connect()
        try client.send(records.flatMap(\.bytes))
        client.finishSending()
        #expect(throws: FastCGIClient.Failure.closed) { try client.response() }
        try expectNothingHandled()
    }

    @Test func aHangUpInTheMiddleOfARecordChangesNothing() throws {
        let bytes = FastCGIRequest(method: "POST", body: Array("0123456789".utf8)).bytes
        for end in 1..<bytes.count {
            let client = try service.connect()
            try client.send(bytes[..<end])
            client.finishSending()
            #expect(throws: FastCGIClient.Failure.closed, "\(end) bytes sent") { try client.response() }
        }
        try expectNothingHandled()
    }

    @Test func aRequestAbortedInItsBodyIsNotHandled() throws {
        let request = FastCGIRequest(method: "POST", body: Array("0123456789".utf8))
        let client = try service.connect()
        try client.send(request.records.dropLast().flatMap(\.bytes))
        try client.send(FastCGIRecord(kind: .abortRequest).bytes)
        #expect(throws: FastCGIClient.Failure.closed) { try client.response() }
        try expectNothingHandled()
    }

    @Test func bytesOfAnotherProtocolEndTheConnection() throws {
        for text in ["GET / HTTP/1.1\r\nHost: localhost\r\n\r\n", String(repeating: "\0", count: 100)] {
            let client = try service.connect()
            try client.send(text.utf8)
            #expect(throws: FastCGIClient.Failure.closed) { try client.response() }
        }
        try expectNothingHandled()
    }

    /// What libfcgi would end the process on.
    @Test(
        .enabled(if: FastCGILibrary.readsCheckedRecords),
        arguments: [
            FastCGIRecord(kind: .parameters, content: [0xC0, 0, 0, 0, 0xC0, 0, 0, 0]).bytes,
            FastCGIRecord(
                kind: .getValues, requestID: 0,
                content: Array(repeatElement(FastCGIRecord.pair("FCGI_MAX_CONNS", ""), count: 4).joined())
            ).bytes + FastCGIRequest().begin.bytes,
        ])
    func recordsThatLibfcgiCannotReadEndTheConnectionAlone(bytes: [UInt8]) throws {
        for begin in [FastCGIRequest().begin.bytes, []] {
            let client = try service.connect()
            try client.send(begin + bytes)
            #expect(throws: FastCGIClient.Failure.closed) { try client.response() }
        }
        try expectNothingHandled()
    }

    @Test func aPeerThatLeavesBeforeItsResponseHurtsNobody() throws {
        for _ in 0..<50 {
            try service.connect().send(FastCGIRequest(path: "/large").bytes)
        }
        #expect(try service.connect().ask(FastCGIRequest(body: Array("here".utf8))).body == "here")
    }

    /// The service still answers, and this is the first request that a handler saw.
    private func expectNothingHandled() throws {
        #expect(try service.connect().ask(FastCGIRequest(body: Array("alive".utf8))).body == "alive")
        #expect(service.stage.calls.load(ordering: .relaxed) == 1)
    }
}
