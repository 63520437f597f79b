import JSON
import Testing

@Suite("Several pieces, for which room is made once")
struct OutputSpanTests {
    private static func written(
        upTo capacity: Int, after start: String = "", _ pieces: (inout OutputSpan<UInt8>) -> Void
    ) -> String {
        var writer = JSONWriter()
        writer.raw(Array(start.utf8))
        writer.write(upTo: capacity, pieces)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    @Test func piecesFollowEachOtherAndWhatIsThere() {
        let text = Self.written(upTo: 100, after: "[1,") { output in
            output.append(json: "{\"id\":\"")
            output.append(hexadecimal: ([0x5F, 0xA0, 0xBC, 0xDE] as [UInt8]).span)
            output.append(json: "\",\"name\":")
            output.append(string: Array("Ran\n".utf8).span)
            output.append(json: Array(",\"casts\":[]}".utf8).span)
            output.append(json: "]")
        }
        #expect(text == #"[1,{"id":"5fa0bcde","name":"Ran\n","casts":[]}]"#)
    }

    @Test func piecesMayBeEmpty() {
        let text = Self.written(upTo: 2) { output in
            output.append(json: "")
            output.append(json: [UInt8]().span)
            output.append(hexadecimal: [UInt8]().span)
            output.append(string: [UInt8]().span)
        }
        #expect(text == #""""#)
        #expect(Self.written(upTo: 0) { output in output.append(json: [UInt8]().span) } == "")
    }

    @Test func pieceAfterPieceIsWrittenWhateverWasWrittenBefore() {
        var writer = JSONWriter(reserving: 1)
        for _ in 0..<1000 { writer.write(upTo: 8) { output in output.append(json: "ab") } }
        #expect(writer.bytes == Array(String(repeating: "ab", count: 1000).utf8))
    }

    // The promises of room are exact: here it is just enough.
    @Test(arguments: 0...40)
    func theRoomThatIsPromisedIsEnough(count: Int) {
        let controls = [UInt8](repeating: 0x1F, count: count)
        #expect(
            Self.written(upTo: 6 * count + 2) { $0.append(string: controls.span) }
                == "\"\(String(repeating: "\\u001f", count: count))\"")
        #expect(
            Self.written(upTo: 2 * count) { $0.append(hexadecimal: controls.span) }
                == String(repeating: "1f", count: count))
        #expect(
            Self.written(upTo: count) { $0.append(json: [UInt8](repeating: UInt8(ascii: "7"), count: count).span) }
                == String(repeating: "7", count: count))
    }

    @Test func textThatIsOurOwnTakesNoMoreRoomThanItNeeds() async {
        var writer = JSONWriter()
        writer.write(upTo: 3) { output in output.append(json: "abc") }
        #expect(writer.bytes == Array("abc".utf8))
        await #expect(processExitsWith: .failure) {
            var writer = JSONWriter()
            writer.write(upTo: 2) { output in output.append(json: "abc") }
        }
    }

    @Test func withoutRoomTheProcessEndsBeforeForeignMemoryIsTouched() async {
        await #expect(processExitsWith: .failure) {
            var writer = JSONWriter()
            writer.write(upTo: 7) { output in output.append(hexadecimal: ([1, 2, 3, 4] as [UInt8]).span) }
        }
        await #expect(processExitsWith: .failure) {
            var writer = JSONWriter()
            writer.write(upTo: 4) { output in output.append(string: Array("abc".utf8).span) }
        }
        await #expect(processExitsWith: .failure) {
            var writer = JSONWriter()
            writer.write(upTo: 7) { output in output.append(string: ([0x1F] as [UInt8]).span) }
        }
    }

    @Test(arguments: [(1000, "1000"), (1874, "1874"), (2100, "2100"), (9999, "9999")] as [(Int64, String)])
    func aNumberOfFourDigitsIsWritten(number: Int64, text: String) {
        var writer = JSONWriter()
        writer.write(upTo: 4) { $0.append(fourDigits: number) }
        #expect(writer.bytes == Array(text.utf8))
    }
}
