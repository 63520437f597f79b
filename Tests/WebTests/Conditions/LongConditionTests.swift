import Testing

@testable import Web

/// A reader that looked at everything again for each element would need many minutes here.
@Suite("Conditions of a quarter of a megabyte", .timeLimit(.minutes(1)))
struct LongConditionTests {
    private static func repeated(_ text: String) -> [UInt8] {
        Array(String(repeating: text, count: 250_000 / text.utf8.count).utf8)
    }

    @Test(arguments: ["\"", "W/", "*", "\"a\"", "\"a\" ", "W/\"a\",W", "a", "(\""])
    func malformedOnesNameNone(text: String) {
        #expect(EntityTagCondition(Self.repeated(text)) == .oneOf([]))
    }

    @Test(arguments: [" ", ",", ", ", "\t,"])
    func emptyOnesNameNone(text: String) {
        #expect(EntityTagCondition(Self.repeated(text)) == .oneOf([]))
        let tag = EntityTag(Array("a".utf8))
        #expect(EntityTagCondition(Array("\"a\",".utf8) + Self.repeated(text)) == .oneOf([tag]))
        #expect(EntityTagCondition(Array("\"a\",".utf8) + Self.repeated(text) + Array("x".utf8)) == .oneOf([]))
    }

    @Test func everyTagOfALongListIsRead() {
        let tag = EntityTag(Array("a".utf8), isWeak: true)
        let list = EntityTagCondition(Self.repeated("W/\"a\" , "))
        #expect(list == .oneOf(Array(repeating: tag, count: 31_250)))
    }

    @Test func aTagMayBeLong() {
        let long = Self.repeated(",")
        let quote = UInt8(ascii: "\"")
        #expect(EntityTagCondition([quote] + long + [quote]) == .oneOf([EntityTag(long)]))
    }
}
