import Testing
import Text

@Suite("Classes of ASCII")
struct ASCIITests {
    private static let all = UInt8.min...UInt8.max

    private static func members(_ isMember: (UInt8) -> Bool) -> String {
        String(decoding: all.filter(isMember), as: UTF8.self)
    }

    @Test func eachClassHasItsBytesAndNoOthers() {
        let upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
        #expect(Self.members(\.isDigit) == "0123456789")
        #expect(Self.members(\.isUpperCaseLetter) == upper)
        #expect(Self.members(\.isLetter) == upper + upper.lowercased())
        #expect(Self.members(\.isLetterOrDigit) == "0123456789" + upper + upper.lowercased())
        #expect(Self.members { $0.hexadecimalValue != nil } == "0123456789ABCDEFabcdef")
    }

    @Test func onlyUpperCaseLettersAreLowered() {
        for byte in Self.all {
            let expected = byte.isUpperCaseLetter ? byte + 32 : byte
            #expect(byte.lowercased == expected)
        }
    }

    @Test func hexadecimalDigitsHaveTheirValuesInBothCases() {
        #expect("0123456789abcdef".utf8.map(\.hexadecimalValue) == (0...15).map { $0 })
        #expect("ABCDEF".utf8.map(\.hexadecimalValue) == (10...15).map { $0 })
    }
}
