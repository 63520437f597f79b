import Cryptography
import Dispatch
import Synchronization
import Testing

@Suite struct HMACSHA256Tests {
    // RFC 4231, test cases 2 and 6, and the empty message under the empty key.
    @Test(arguments: [
        (
            Array("Jefe".utf8), "what do ya want for nothing?",
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        ),
        (
            [UInt8](repeating: 0xAA, count: 131), "Test Using Larger Than Block-Size Key - Hash Key First",
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
        ),
        ([], "", "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad"),
    ])
    func codeIsAsPublished(key: [UInt8], message: String, code: String) throws {
        let hmac = try HMACSHA256(key: SecretBytes(key))
        let expected = bytes(hexadecimal: code)
        for _ in 0..<3 {
            #expect(try hmac.authenticationCode(for: Array(message.utf8)[...]) == expected)
        }
        #expect(try hmac.isValid(expected, for: Array(message.utf8)[...]))
        #expect(try !hmac.isValid(Array(expected.dropLast()), for: Array(message.utf8)[...]))
        #expect(try !hmac.isValid(expected + [0], for: Array(message.utf8)[...]))
    }

    @Test func manyThreadsMayUseOneKeyAtOnce() throws {
        let hmac = try HMACSHA256(key: SecretBytes(Array("Jefe".utf8)))
        let messages = (0..<8).map { [UInt8](repeating: UInt8($0), count: 100 + $0) }
        let expected = try messages.map { try hmac.authenticationCode(for: $0[...]) }
        let right = Atomic(0)
        // Threads, not tasks: tasks may well run one after the other while other tests keep the pool busy.
        DispatchQueue.concurrentPerform(iterations: messages.count) { index in
            for _ in 0..<20_000 where (try? hmac.isValid(expected[index], for: messages[index][...])) == true {
                right.add(1, ordering: .relaxed)
            }
        }
        #expect(right.load(ordering: .relaxed) == messages.count * 20_000)
    }
}

@Suite("Wycheproof's HMAC-SHA256 vectors", .enabled(if: HMACVectors.file.isAvailable))
struct HMACSHA256VectorTests {
    @Test(arguments: HMACVectors.all)
    func codeIsJudgedAsPublished(vector: HMACVectors.Vector) throws {
        let hmac = try HMACSHA256(key: SecretBytes(bytes(hexadecimal: vector.key)))
        let message = bytes(hexadecimal: vector.msg)
        let tag = bytes(hexadecimal: vector.tag)
        // Some vectors carry half a code. Ours are whole, so there the half is compared.
        let code = try hmac.authenticationCode(for: message[...])
        #expect(ConstantTime.areEqual(Array(code.prefix(tag.count)), tag) == (vector.result == "valid"))
        #expect(try hmac.isValid(tag, for: message[...]) == (vector.result == "valid" && tag.count == 32))
    }
}

struct HMACVectors: Decodable {
    struct Group: Decodable { let tests: [Vector] }

    struct Vector: Decodable, Sendable, CustomTestStringConvertible {
        let tcId: Int
        let key, msg, tag, result: String
        var testDescription: String { "\(tcId) (\(tag.count / 2) bytes)" }
    }

    let testGroups: [Group]

    static let file = SharedVectors("hmac_sha256.json")
    static let all = file.load(HMACVectors.self)?.testGroups.flatMap(\.tests) ?? []
}
