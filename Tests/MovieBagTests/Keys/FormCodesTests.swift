import Cryptography
import Testing

@testable import MovieBag

@Suite struct FormCodesTests {
    private static let noon = UnixTime(seconds: 20_000 * 86_400 + 43_200)
    private static let session = FormCodes.Visitor.session(TokenFingerprint(tokenID: "a"))
    private static let others = [
        FormCodes.Visitor.session(TokenFingerprint(tokenID: "b")), .client(.unknown),
        .client(ClientNetwork(bytes: Array(repeating: 7, count: 16)) ?? .unknown),
    ]

    private static func codes() throws -> FormCodes { try FormCodes(keys: try .test()) }

    @Test func aTokenIsGoodForItsVisitorAlone() throws {
        let codes = try Self.codes()
        for visitor in [Self.session] + Self.others {
            let token = try codes.token(for: visitor, at: Self.noon)
            #expect(token.utf8.count == 43)
            let good = try ([Self.session] + Self.others).filter {
                try codes.isGood(Array(token.utf8), for: $0, at: Self.noon)
            }
            #expect(good.count == 1)
        }
    }

    @Test(arguments: [
        (0, true), (43_199, true), (43_200, true), (43_200 + 86_399, true), (43_200 + 86_400, false), (-43_201, false),
        (-43_200, true),
    ])
    func itIsGoodOnItsDayAndTheNext(seconds: Int64, isGood: Bool) throws {
        let codes = try Self.codes()
        let token = try codes.token(for: Self.session, at: Self.noon)
        let time = UnixTime(seconds: Self.noon.seconds + seconds)
        #expect(try codes.isGood(Array(token.utf8), for: Self.session, at: time) == isGood)
    }

    @Test func anythingElseIsNot() throws {
        let codes = try Self.codes()
        let token = Array(try codes.token(for: Self.session, at: Self.noon).utf8)
        let damaged: [[UInt8]] = [
            [], Array(token.dropLast()), token + token.prefix(1), Array(repeating: UInt8(ascii: "A"), count: 43),
            token.dropLast() + [UInt8(ascii: "=")], token.dropLast() + [0], token.reversed(),
        ]
        for other in damaged { #expect(try !codes.isGood(other, for: Self.session, at: Self.noon)) }
    }

    /// How long a compressed page is must not tell it (BREACH).
    @Test func itLooksDifferentInEachPage() throws {
        let codes = try Self.codes()
        let tokens = try (0..<50).map { _ in try codes.token(for: Self.session, at: Self.noon) }
        #expect(Set(tokens).count == 50 && Set(tokens.map { $0.suffix(20) }).count == 50)
        for token in tokens { #expect(try codes.isGood(Array(token.utf8), for: Self.session, at: Self.noon)) }
    }

    @Test func eachProcessWithTheKeysTakesIt() throws {
        let token = try Self.codes().token(for: Self.session, at: Self.noon)
        #expect(try Self.codes().isGood(Array(token.utf8), for: Self.session, at: Self.noon))
        let other = try FormCodes(keys: .test(.init(Array(repeating: 1, count: 32))))
        #expect(try !other.isGood(Array(token.utf8), for: Self.session, at: Self.noon))
    }
}
