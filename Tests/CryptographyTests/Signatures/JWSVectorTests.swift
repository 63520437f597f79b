import Cryptography
import Testing

@Suite("Wycheproof's HS256 vectors", .enabled(if: JWSVectors.file.isAvailable))
struct JWSVectorTests {
    @Test(arguments: JWSVectors.all)
    func textIsJudgedAsPublished(vector: JWSVectors.Vector) throws {
        let key = try #require(Base64URL.decode(Array(vector.key.utf8)[...]))
        let signer = try JWSSigner(key: SecretBytes(key))
        do throws(JWSError) {
            _ = try signer.verify(Array(vector.text.utf8))
            #expect(vector.isValid)
        } catch {
            #expect(!vector.isValid, "\(error)")
        }
    }
}

struct JWSVectors: Decodable {
    struct Group: Decodable {
        struct Key: Decodable { let k: String }
        struct Test: Decodable {
            let tcId: Int
            let comment, jws, result: String
        }

        let `private`: Key
        let tests: [Test]
    }

    struct Vector: Sendable, CustomTestStringConvertible {
        let testDescription, key, text: String
        let isValid: Bool
    }

    let testGroups: [Group]

    static let file = SharedVectors("jws_hs256.json")
    static let all = (file.load(JWSVectors.self)?.testGroups ?? []).flatMap { group in
        group.tests.map { test in
            Vector(
                testDescription: "\(test.tcId) \(test.comment)", key: group.private.k, text: test.jws,
                isValid: test.result == "valid")
        }
    }
}
