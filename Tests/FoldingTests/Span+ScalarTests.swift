import Testing

@testable import Folding

@Suite struct SpanScalarTests {
    @Test(arguments: [
        ([], []), ([0x41, 0x00], [0x41, 0]), ([0xC3, 0xA9], [0xE9]), ([0xE2, 0x82, 0xAC], [0x20AC]),
        ([0xF0, 0x9F, 0x92, 0xA9], [0x1F4A9]), ([0xF4, 0x8F, 0xBF, 0xBF], [0x10FFFF]), ([0xED, 0x9F, 0xBF], [0xD7FF]),
        ([0xEE, 0x80, 0x80], [0xE000]), ([0xC2, 0x80], [0x80]), ([0xE0, 0xA0, 0x80], [0x800]),
    ])
    func utf8IsRead(bytes: [UInt8], scalars: [UInt32]) {
        #expect(Self.scalars(of: bytes) == scalars)
        #expect(scalars.reduce(into: [UInt8]()) { $0.append(scalar: $1) } == bytes)
    }

    @Test(arguments: [
        ([0x80], 1), ([0xC0, 0x80], 2), ([0xC1, 0xBF], 2), ([0xE0, 0x9F, 0xBF], 3), ([0xED, 0xA0, 0x80], 3),
        ([0xC3], 1),
        ([0xF0, 0x8F, 0xBF, 0xBF], 4), ([0xF4, 0x90, 0x80, 0x80], 4), ([0xF5, 0x80, 0x80, 0x80], 4), ([0xFF], 1),
        ([0xE2, 0x82], 2), ([0xF0, 0x9F, 0x92], 3),
    ])
    func eachByteThatBelongsToNoScalarIsReplaced(bytes: [UInt8], count: Int) {
        let replaced = [UInt32](repeating: 0xFFFD, count: count)
        #expect(Self.scalars(of: bytes) == replaced)
        #expect(Self.scalars(of: bytes + [0x41]) == replaced + [0x41])
    }

    private static func scalars(of bytes: [UInt8]) -> [UInt32] {
        var scalars: [UInt32] = []
        var place = 0
        while let scalar = bytes.span.scalar(at: &place) { scalars.append(scalar) }
        return scalars
    }
}
