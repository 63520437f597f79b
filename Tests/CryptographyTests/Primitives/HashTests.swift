import Cryptography
import Testing

@Suite struct HashTests {
    // FIPS 180-4 examples, and the empty message.
    @Test(arguments: [
        ("", "e3b0c442 98fc1c14 9afbf4c8 996fb924 27ae41e4 649b934c a495991b 7852b855"),
        ("abc", "ba7816bf 8f01cfea 414140de 5dae2223 b00361a3 96177a9c b410ff61 f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61 d20638b8 e5c02693 0c3e6039 a33ce459 64ff2167 f6ecedd4 19db06c1"
        ),
    ])
    func hashIsAsPublished(message: String, hash: String) {
        #expect(SHA256.hash(Array(message.utf8)) == bytes(hexadecimal: hash))
    }

    /// ASVS 11.5.1
    @Test func randomBytesAreAsManyAsAskedAndDiffer() {
        #expect(Random.bytes(0).isEmpty)
        #expect(Set((0..<1000).map { _ in Random.bytes(16) }).count == 1000)
        #expect(Random.bytes(33).count == 33)
    }

    @Test(
        arguments: [
            ([], [], true), ([1], [], false), ([1, 2], [1, 2], true), ([1, 2], [1, 3], false),
            ([1, 2], [0, 2], false),
            ([1, 2], [1, 2, 0], false),
        ] as [([UInt8], [UInt8], Bool)])
    func constantTimeComparisonIsEquality(one: [UInt8], other: [UInt8], expected: Bool) {
        #expect(ConstantTime.areEqual(one, other) == expected)
    }

    /// The best of some tries, so that what else the machine does counts for nothing.
    /// ASVS 11.2.4
    @Test func constantTimeComparisonTakesAsLongWhereverTheDifferenceIs() {
        let one = [UInt8](repeating: 7, count: 4 << 20)
        func time(differingAt place: Int) -> Duration {
            var other = one
            other[place] = 8
            return (0..<7).map { _ in ContinuousClock().measure { #expect(!ConstantTime.areEqual(one, other)) } }.min()!
        }
        // A comparison that stops at the first difference would take a thousandth of it.
        #expect(time(differingAt: 0) > time(differingAt: one.count - 1) / 4)
    }
}
