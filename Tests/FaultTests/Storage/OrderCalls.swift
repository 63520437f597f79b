import Glibc

/// One system call that strace has seen, with everything that it printed about it.
struct RecordedCall {
    let name: String
    /// Lines of the record on which it began and ended; `Int.max` when it never did.
    let began: Int
    var ended = Int.max
    /// Between the parentheses and behind them: what came in, and what came of it.
    fileprivate(set) var text: [UInt8]

    /// Reads what `strace -f -xx` writes, calls that another thread's line interrupts included.
    static func all(in record: [UInt8]) -> [RecordedCall] {
        var calls: [RecordedCall] = []
        var unfinished: [Int: Int] = [:]
        var number = 0
        var rest = record[...]
        while !rest.isEmpty {
            var line = rest.prefix(rest.end(of: [0x0a]).map { $0 - 1 } ?? rest.count)
            rest = rest.dropFirst(line.count + 1)
            number += 1
            let thread = Int(String(decoding: line.prefix { (0x30...0x39).contains($0) }, as: UTF8.self)) ?? 0
            line = line.drop { (0x30...0x39).contains($0) || $0 == 0x20 }
            if line.starts(with: "<... ".utf8) {
                guard let index = unfinished.removeValue(forKey: thread), let start = line.firstIndex(of: 0x3e) else {
                    continue
                }
                calls[index].text += line[start...].dropFirst()
                calls[index].ended = number
            } else if let parenthesis = line.firstIndex(of: 0x28), line.first != 0x2d, line.first != 0x2b {
                let mark = Array(" <unfinished ...>".utf8)
                let isUnfinished = line.suffix(mark.count).elementsEqual(mark)
                if isUnfinished {
                    unfinished[thread] = calls.count
                    line = line.dropLast(mark.count)
                }
                calls.append(
                    RecordedCall(
                        name: String(decoding: line[..<parenthesis], as: UTF8.self), began: number,
                        ended: isUnfinished ? .max : number, text: Array(line[parenthesis...].dropFirst())))
            }
        }
        return calls
    }
}

/// What stands in its text.
extension RecordedCall {
    /// What `-y` says that its first argument is: a path, or a socket.
    var descriptor: String {
        let digits = text.prefix { (0x30...0x39).contains($0) }
        guard text.dropFirst(digits.count).first == 0x3c else { return "" }
        return String(decoding: Self.decoded(text.dropFirst(digits.count + 1).prefix { $0 != 0x3e }), as: UTF8.self)
    }

    /// The bytes of all its strings.
    var data: [UInt8] {
        var data: [UInt8] = []
        var rest = text[...]
        while let start = rest.firstIndex(of: 0x22) {
            rest = rest[start...].dropFirst()
            let string = rest.prefix { $0 != 0x22 }
            data += Self.decoded(string)
            rest = rest.dropFirst(string.count + 1)
        }
        return data
    }

    /// The last number before the parenthesis that ends the arguments: an offset, a length.
    var lastNumber: Int? {
        guard let end = text.lastIndex(of: 0x29) else { return nil }
        let digits = text[..<end].reversed().prefix { (0x30...0x39).contains($0) }
        return Int(String(decoding: digits.reversed(), as: UTF8.self))
    }

    /// What it returned; `nil` when that was an error.
    var result: Int? {
        guard let end = text.lastIndex(of: 0x3d) else { return nil }
        return Int(String(decoding: text[end...].dropFirst(2).prefix { (0x30...0x39).contains($0) }, as: UTF8.self))
    }

    func holds(_ word: String) -> Bool { text[...].end(of: Array(word.utf8)) != nil }

    /// `\x2f` and so on as bytes; anything else as it is.
    private static func decoded(_ text: ArraySlice<UInt8>) -> [UInt8] {
        text.withUnsafeBufferPointer { text in
            [UInt8](unsafeUninitializedCapacity: text.count) { room, count in
                var index = 0
                while index < text.count {
                    if text[index] == 0x5c, index + 3 < text.count {
                        room[count] = digit(text[index + 2]) << 4 | digit(text[index + 3])
                        index += 4
                    } else {
                        room[count] = text[index]
                        index += 1
                    }
                    count += 1
                }
            }
        }
    }

    private static func digit(_ character: UInt8) -> UInt8 {
        character >= 0x61 ? character - 0x61 + 10 : character - 0x30
    }
}

extension ArraySlice<UInt8> {
    /// How many bytes there are to the end of the first occurrence of `other`, which is not empty.
    func end(of other: [UInt8]) -> Int? {
        withUnsafeBytes { bytes in
            var start = 0
            while bytes.count - start >= other.count,
                let found = memchr(bytes.baseAddress! + start, Int32(other[0]), bytes.count - start - other.count + 1)
            {
                if memcmp(found, other, other.count) == 0 {
                    return UnsafeRawPointer(found) - bytes.baseAddress! + other.count
                }
                start = UnsafeRawPointer(found) - bytes.baseAddress! + 1
            }
            return nil
        }
    }
}
