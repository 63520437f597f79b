import FastCGI
import Glibc
import Synchronization
import TestFiles
import Testing

@BlockingTests
struct RequestTests {
    private let service: TestServer

    init() throws {
        service = try TestServer()
    }

    @Test func aKeptConnectionIsUsedAgain() throws {
        let client = try service.connect()
        for round in 0..<50 {
            let body = Array("round \(round)".utf8)
            let requestID = UInt16(4_660 + round)
            let response = try client.ask(FastCGIRequest(method: "POST", body: body, requestID: requestID))
            #expect(response.body == "round \(round)")
            #expect(response.requestIDs == [requestID])
            #expect(response.protocolStatus == 0)
            #expect(response.error.isEmpty)
        }
        #expect(client.isQuiet)
    }

    @Test func aConnectionThatIsNotKeptIsClosedAfterItsResponse() throws {
        let client = try service.connect()
        #expect(try client.ask(FastCGIRequest(body: Array("once".utf8), keepsConnection: false)).body == "once")
        #expect(try client.isClosed())
    }

    @Test func aRequestMayArriveSplitAnywhere() throws {
        let request = FastCGIRequest(method: "POST", body: Array("a body".utf8), recordBytes: 7, padding: 3)
        let bytes = request.bytes
        let client = try service.connect()
        for index in bytes.indices {
            try client.send(bytes[..<index])
            sched_yield()
            try client.send(bytes[index...])
            #expect(try client.response().body == "a body", "split before byte \(index)")
        }
    }

    @Test func aRequestMayArriveByteByByte() throws {
        let client = try service.connect()
        for byte in FastCGIRequest(body: Array("slowly".utf8), padding: 1).bytes {
            try client.send([byte])
            sched_yield()
        }
        #expect(try client.response().body == "slowly")
    }

    @Test(arguments: [1, 5, 8, 255, 60_000], [0, 1, 7, 8, 255])
    func streamsMayComeInManyRecordsWithPadding(recordBytes: Int, padding: Int) throws {
        let body = (0..<20_000).map { UInt8(truncatingIfNeeded: $0 % 95 + 32) }
        let count = recordBytes == 1 ? 300 : body.count
        let request = FastCGIRequest(
            method: "POST", body: Array(body[..<count]), recordBytes: recordBytes, padding: padding)
        let client = try service.connect()
        for _ in 0..<2 {
            #expect(try client.ask(request).output.suffix(count) == body[..<count])
        }
    }

    @Test(arguments: [
        ([], "none"), ([("WANTED", "a=b")], "a=b"), ([("WANTED", "")], ""), ([("WANTED", "x"), ("WANTED", "y")], "y"),
        ([("WANTED2", "x"), ("WANTE", "y"), ("wanted", "z")], "none"), ([("NOTWANTED", "x")], "none"),
    ])
    func oneVariableIsFoundByItsWholeName(variables: [(name: String, value: String)], value: String) throws {
        let response = try service.connect().ask(FastCGIRequest(path: "/one", variables: variables))
        #expect(response.body == value)
    }

    @Test func variablesArriveInOrderWithEverythingInThem() throws {
        let long = String(repeating: "x", count: 3_000)
        let variables = [
            ("QUERY_STRING", "a=b=c&d"), ("CONTENT_LENGTH", ""), ("HTTP_X", "ümlaut"), ("HTTP_X", "again"),
            (String(repeating: "N", count: 200), "v"), ("HTTP_LONG", long), ("", "nameless"),
        ]
        let response = try service.connect().ask(FastCGIRequest(path: "/variables", variables: variables))
        let expected =
            "FCGI_ROLE=RESPONDER\nREQUEST_METHOD=GET\nREQUEST_URI=/variables\nQUERY_STRING=a=b=c&d\nCONTENT_LENGTH=\n"
            + "HTTP_X=ümlaut\nHTTP_X=again\n\(String(repeating: "N", count: 200))=v\nHTTP_LONG=\(long)\n=nameless\n"
        #expect(response.body == expected)
    }

    @Test(arguments: ["", "-1", "3", "999999", "x"])
    func theBodyIsWhatCameWhateverContentLengthSays(length: String) throws {
        let client = try service.connect()
        for method in ["POST", "GET"] {
            let request = FastCGIRequest(
                method: method, variables: [("CONTENT_LENGTH", length)], body: Array("five!".utf8))
            #expect(try client.ask(request).body == "five!")
        }
    }

    @Test(arguments: [(99_999, false), (100_000, false), (100_001, true), (1_000_000, true)])
    func aBodyOverTheLimitIsReadButNotKept(count: Int, isTooLarge: Bool) throws {
        let client = try service.connect()
        let request = FastCGIRequest(method: "POST", body: Array(repeating: 0x61, count: count))
        let expected = isTooLarge ? "too large" : String(repeating: "a", count: count)
        #expect(try client.ask(request).body == expected)
        #expect(try client.ask(FastCGIRequest(body: Array("in step".utf8))).body == "in step")
    }

    @Test(arguments: [(20_000, false), (20_001, true), (99_999, true)])
    func aHandlerMayTakeSmallerBodies(count: Int, isTooLarge: Bool) throws {
        let client = try service.connect()
        let request = FastCGIRequest(method: "POST", path: "/limited", body: Array(repeating: 0x61, count: count))
        #expect(try client.ask(request).body == (isTooLarge ? "too large" : String(repeating: "a", count: count)))
        #expect(try client.ask(FastCGIRequest(body: Array("in step".utf8))).body == "in step")
    }

    @Test func onlyForALargeBodyTheHandlerIsAsked() throws {
        let client = try service.connect()
        for count in [0, 1, 16_383] {
            let body = Array(repeating: UInt8(ascii: "a"), count: count)
            _ = try client.ask(FastCGIRequest(method: "POST", path: "/limited", body: body))
        }
        #expect(service.stage.limitsAsked.load(ordering: .relaxed) == 0)
        let body = Array(repeating: UInt8(ascii: "a"), count: 90_000)
        _ = try client.ask(FastCGIRequest(method: "POST", path: "/limited", body: body))
        #expect(service.stage.limitsAsked.load(ordering: .relaxed) == 1)
    }

    @Test func aLargeResponseArrivesWhole() throws {
        let client = try service.connect()
        for _ in 0..<2 {
            let output = try client.ask(FastCGIRequest(path: "/large")).output
            #expect(output.count == 4 << 20 + "Status: 200\r\nContent-Type: text/plain\r\n\r\n".utf8.count)
            #expect(areSame(output.suffix(4 << 20), TestHandler.largeResponse))
        }
    }

    @Test func aQuestionAboutOurLimitsIsAnsweredBeforeTheRequest() throws {
        let client = try service.connect()
        let names = FastCGIRecord.pair("FCGI_MPXS_CONNS", "")
        try client.send(FastCGIRecord(kind: .getValues, requestID: 0, content: names).bytes)
        #expect(try client.ask(FastCGIRequest(body: Array("after".utf8))).body == "after")
    }

    @Test func aPeerThatEndsItsDirectionStillGetsItsResponse() throws {
        let client = try service.connect()
        try client.send(FastCGIRequest(body: Array("last words".utf8)).bytes)
        client.finishSending()
        #expect(try client.response().body == "last words")
        #expect(try client.isClosed())
    }

    @Test func tcpWorksAsUnixSocketsDo() throws {
        let service = try TestServer(on: .tcp(host: "127.0.0.1", port: 0))
        let client = try service.connect()
        for _ in 0..<3 {
            #expect(try client.ask(FastCGIRequest(body: Array("over tcp".utf8))).body == "over tcp")
        }
        #expect(try client.ask(FastCGIRequest(path: "/large", keepsConnection: false)).output.count > 4 << 20)
        #expect(try client.isClosed())
    }
}
