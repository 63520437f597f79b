import Logging
import Testing

@testable import ServiceLog

@Suite struct LogLineTests {
    /// What stands behind time and level.
    private func text(_ build: (inout LogLine) -> Void) -> String {
        var line = LogLine(level: .notice)
        build(&line)
        return String(decoding: line.ended().dropFirst(32), as: UTF8.self)
    }

    /// ASVS 16.2.4
    @Test func itBeginsWithTimeAndLevel() throws {
        let line = String(decoding: LogLine(level: .notice).ended(), as: UTF8.self)
        let pattern = /[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z notice \n/
        #expect(line.wholeMatch(of: pattern) != nil, "\(line)")
    }

    @Test(
        arguments: [
            ("plain \"text\" ~", "plain \"text\" ~"), ("a\r\nb", #"a\x0D\x0Ab"#), ("nul \0", #"nul \x00"#),
            ("\u{202e}x", #"\xE2\x80\xAEx"#), (#"C:\new"#, #"C:\x5Cnew"#), ("\u{1b}[0m\u{7f}", #"\x1B[0m\x7F"#),
            ("é", #"\xC3\xA9"#), ("\t", #"\x09"#),
        ])
    func inASentenceEverythingButPrintableASCIIIsEscaped(_ sentence: String, _ logged: String) {
        #expect(text { $0.append(sentence: sentence.utf8) } == logged + "\n")
    }

    @Test func inAFieldSpacesAndQuotesAreToo() {
        #expect(text { $0.append(field: "a \"b\" c".utf8) } == #"a\x20\x22b\x22\x20c"# + "\n")
    }

    /// ASVS 16.4.1
    @Test func everyByteIsReadable() {
        for byte in UInt8.min...UInt8.max {
            let sentence = text { $0.append(sentence: [byte]) }
            let field = text { $0.append(field: [byte]) }
            for written in [sentence, field] {
                #expect(written.utf8.dropLast().allSatisfy { (0x20...0x7e).contains($0) }, "\(byte)")
                #expect(written.utf8.count == 2 || written.utf8.count == 5, "\(byte)")
            }
        }
    }

    @Test(arguments: [4063, 4064, 4065, 5000, 1_000_000])
    func aLongLineIsCut(_ length: Int) {
        for byte in [UInt8(ascii: "x"), 0] {
            var line = LogLine(level: .notice)
            line.append(sentence: [UInt8](repeating: byte, count: length))
            let bytes = line.ended()
            #expect(bytes.count <= 4096)
            #expect(bytes.last == UInt8(ascii: "\n"))
            #expect(bytes.dropLast().allSatisfy { (0x20...0x7e).contains($0) })
            #expect(bytes.dropLast().suffix(3).elementsEqual("...".utf8) == (length > 4063 || byte == 0))
        }
    }
}
