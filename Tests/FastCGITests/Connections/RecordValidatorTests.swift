import FastCGI
import FoundationEssentials
import Testing

struct RecordValidatorTests {
    /// What the validator says of bytes that come in pieces of this size.
    private func accepts(_ bytes: [UInt8], inPiecesOf size: Int = .max) -> Bool {
        var validator = RecordValidator()
        var rest = bytes[...]
        while !rest.isEmpty {
            let piece = Array(rest.prefix(size))
            rest = rest.dropFirst(piece.count)
            guard piece.withUnsafeBytes({ validator.accept($0) }) else { return false }
        }
        return true
    }

    private func expect(_ isAccepted: Bool, _ bytes: [UInt8], sourceLocation: SourceLocation = #_sourceLocation) {
        for size in [1, 2, 3, 7, 8, 9, 64, Int.max] {
            #expect(
                accepts(bytes, inPiecesOf: size) == isAccepted, "in pieces of \(size)", sourceLocation: sourceLocation)
        }
    }

    private static let request = FastCGIRequest(
        method: "POST", variables: [("LONG", String(repeating: "x", count: 300))], body: Array("body".utf8))

    @Test(arguments: [1, 40, 60_000], [0, 1, 255])
    func aRequestIsAcceptedHoweverItIsCut(recordBytes: Int, padding: Int) {
        var request = Self.request
        (request.recordBytes, request.padding) = (recordBytes, padding)
        expect(true, request.bytes)
    }

    @Test func whatComesAfterTheRequestIsNotLookedAt() {
        expect(true, Self.request.bytes + Array(repeating: 0xFF, count: 100))
    }

    private static func parameters(_ content: [UInt8], id: UInt16 = 1, padding: Int = 0) -> FastCGIRecord {
        FastCGIRecord(kind: .parameters, requestID: id, content: content, padding: padding)
    }

    private static func question(_ names: String..., padding: Int = 0) -> FastCGIRecord {
        FastCGIRecord(
            kind: .getValues, requestID: 0, content: names.flatMap { FastCGIRecord.pair($0, "") }, padding: padding)
    }

    @Test func threeQuestionsBeforeTheRequestAreAccepted() {
        let known = Self.question("FCGI_MAX_CONNS", "FCGI_MAX_REQS", "FCGI_MPXS_CONNS")
        expect(true, known.bytes + Self.request.bytes)
        expect(true, Self.question("X").bytes + known.bytes + Self.request.bytes)
    }

    @Test(arguments: [
        // Of four names libfcgi writes the last one behind its room; a NUL ends the name before its `=`.
        question("FCGI_MAX_REQS", "FCGI_MAX_REQS", "FCGI_MAX_REQS", "X"), question("A", "B", "C", "D"),
        question("X\0Y"), question(), question("X", padding: 1), question(String(repeating: "x", count: 50)),
        // Lengths beyond the record.
        FastCGIRecord(kind: .getValues, requestID: 0, content: [5, 0, 0x58]),
        FastCGIRecord(kind: .getValues, requestID: 0, content: [0xC0, 0, 0, 0, 0xC0, 0, 0, 0]),
        FastCGIRecord(kind: .getValues, requestID: 0, content: [1]),
        // Any other question, and a kind of record that only responses have.
        FastCGIRecord(kind: .getValuesResult, requestID: 0, content: [1, 0, 0x58]),
        FastCGIRecord(kind: .unknownType, requestID: 0), FastCGIRecord(kind: .getValues, content: [1, 0, 0x58]),
        FastCGIRecord(kind: .parameters), FastCGIRecord(kind: .abortRequest),
    ])
    func whatMayNotComeBeforeARequestIsRefused(_ record: FastCGIRecord) {
        expect(false, record.bytes + Self.request.bytes)
    }

    @Test(arguments: [
        FastCGIRecord(kind: .beginRequest, requestID: 0, content: [0, 1, 1, 0, 0, 0, 0, 0]),
        FastCGIRecord(kind: .beginRequest, content: [0, 1, 1, 0, 0, 0, 0]),
        FastCGIRecord(kind: .beginRequest, content: [0, 1, 1, 0, 0, 0, 0, 0], padding: 1),
    ])
    func aBeginningOfAnotherFormIsRefused(_ record: FastCGIRecord) {
        expect(false, record.bytes)
    }

    @Test(arguments: [
        // 1 GiB and 1 GiB, with two bytes more than the largest int of libfcgi; 2 MiB and a little.
        parameters([0xC0, 0, 0, 0, 0xC0, 0, 0, 0]), parameters([0x80, 0x20, 0, 0, 0]),
        parameters([0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]),
        // Of another request, an empty one that is padded, another request's beginning, and one that is taken back.
        parameters([1, 0, 0x58], id: 2), parameters([], padding: 8), request.begin,
        FastCGIRecord(kind: .abortRequest), FastCGIRecord(kind: .getValues, requestID: 0, content: [1, 0, 0x58]),
        FastCGIRecord(kind: .input, content: [1]),
    ])
    func whatMayNotComeAmongTheVariablesIsRefused(_ record: FastCGIRecord) {
        expect(false, Self.request.begin.bytes + record.bytes)
    }

    @Test(arguments: [[1], [1, 1, 0x58], [0x80, 0, 0], [0x80, 0, 0, 1, 0x80, 0, 0, 200, 0x58]] as [[UInt8]])
    func variablesThatEndInTheMidstOfOneAreRefused(_ content: [UInt8]) {
        let begun = Self.request.begin.bytes + Self.parameters(content).bytes
        expect(true, begun)
        expect(false, begun + Self.parameters([]).bytes)
    }

    @Test func allVariablesTogetherHaveALimit() {
        let piece = Self.parameters(FastCGIRecord.pair("N", String(repeating: "v", count: 32_768 - 6))).bytes
        var full = Self.request.begin.bytes
        for _ in 0..<64 { full += piece }
        #expect(RecordValidator.maximumParameters == 2_097_152)
        #expect(accepts(full))
        #expect(!accepts(full + Self.parameters([0, 0]).bytes))
    }

    @Test func anotherVersionOfTheProtocolIsRefused() {
        expect(false, [2] + Self.request.bytes.dropFirst())
        expect(false, Array("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".utf8))
    }

    /// Not where libfcgi was linked with `-Bsymbolic`, as Ubuntu's is.
    @Test func libfcgiReadsOnlyWhatWasLookedAt() throws {
        let release = try Array(String(contentsOfFile: "/etc/os-release", encoding: .utf8).split(separator: "\n"))
        #expect(FastCGILibrary.readsCheckedRecords || !release.contains("ID=debian"))
    }
}
