/// Follows the records of one request and refuses those that libfcgi must not see (FastCGI specification, section 3.3).
///
/// What it takes is what web servers send: FCGI_GET_VALUES, or not, FCGI_BEGIN_REQUEST, FCGI_PARAMS with an empty record at
/// their end, FCGI_STDIN with an empty record at its end, all of one request. Everything else is refused, above all what
/// libfcgi ends the process on (SECURITY.md), and what it reads in another way than the specification says: padding of a
/// record that begins a request or ends a stream, and records of other requests in between. So both always agree on where
/// a record begins.
///
/// It keeps no bytes, and may be given them in pieces of any size. One thread at a time uses it.
package struct RecordValidator {
    private enum Phase {
        case begin
        case parameters
        case input
        /// The request has arrived; libfcgi reads nothing beyond.
        case over
    }

    private var phase = Phase.begin
    private var hasBody = false
    private var requestID: UInt16 = 0
    /// The bytes of a header that has not arrived whole, and how many these are.
    private var header: UInt64 = 0
    private var headerCount = 0
    /// How much of the current record is still to come, in bytes.
    private var content = 0
    private var padding = 0
    private var pairs = PairValidator(maximum: Self.maximumParameters)
    /// Of FCGI_GET_VALUES; `nil` outside of such a record.
    private var question: PairValidator?

    /// The most bytes that all variables of a request may have: more than any web server takes from a client.
    package static let maximumParameters = 2 << 20
    /// The three names that libfcgi knows, with their lengths: its room for the response holds each of them once.
    private static let maximumQuestion = 48

    package init() {}

    /// Whether a request has begun.
    var hasBegun: Bool { phase != .begin }
    /// Whether the whole request has been read, and had no body.
    var isOverWithoutBody: Bool { phase == .over && !hasBody }

    /// Looks at the next bytes; false when they are not to be read. After that it must not be asked again.
    package mutating func accept(_ bytes: UnsafeRawBufferPointer) -> Bool {
        var index = 0
        while index < bytes.count {
            if content > 0 {
                let count = min(content, bytes.count - index)
                content -= count
                guard acceptContent(bytes.part(from: index, count)) else { return false }
                index += count
            } else if padding > 0 {
                let count = min(padding, bytes.count - index)
                padding -= count
                index += count
            } else if phase == .over {
                return true
            } else if headerCount == 0, bytes.count - index >= 8 {
                header = UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
                index += 8
                guard acceptHeader() else { return false }
            } else {
                header = header << 8 | UInt64(bytes[index])
                headerCount += 1
                index += 1
                guard headerCount == 8 else { continue }
                headerCount = 0
                guard acceptHeader() else { return false }
            }
        }
        return true
    }

    /// Looks at a header: version, type, the request's number in two bytes, the length in two, the padding's, one more.
    private mutating func acceptHeader() -> Bool {
        guard header >> 56 == 1 else { return false }
        let id = UInt16(truncatingIfNeeded: header >> 32)
        content = Int(header >> 16 & 0xFFFF)
        padding = Int(header >> 8 & 0xFF)
        switch (UInt8(truncatingIfNeeded: header >> 48), phase) {
        case (1, .begin):
            guard id != 0, content == 8, padding == 0 else { return false }
            (requestID, phase) = (id, .parameters)
        case (9, .begin):
            guard id == 0, 1...Self.maximumQuestion ~= content, padding == 0 else { return false }
            question = PairValidator(maximum: content)
        case (4, .parameters):
            guard id == requestID else { return false }
            if content == 0 {
                guard padding == 0, pairs.isComplete else { return false }
                phase = .input
            }
        case (5, .input):
            guard id == requestID else { return false }
            if content == 0 {
                guard padding == 0 else { return false }
                phase = .over
            } else {
                hasBody = true
            }
        default: return false
        }
        return true
    }

    private mutating func acceptContent(_ bytes: UnsafeRawBufferPointer) -> Bool {
        switch phase {
        case .parameters where header >> 48 & 0xFF == 4: pairs.accept(bytes)
        case .begin: acceptQuestion(bytes)
        // The beginning of the request, and its body.
        case .parameters, .input, .over: true
        }
    }

    /// libfcgi takes a name to its first NUL, and looks for a `=` behind it.
    private mutating func acceptQuestion(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard question?.accept(bytes, allowingNUL: false) == true, let part = question, part.count <= 3 else {
            return false
        }
        guard content == 0 else { return true }
        guard part.isComplete else { return false }
        question = nil
        return true
    }
}

extension UnsafeRawBufferPointer {
    /// The bytes from an index on, which are there.
    fileprivate func part(from index: Int, _ count: Int) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: baseAddress.map { $0 + index }, count: count)
    }
}
