import CFastCGI
import Glibc

/// Writes the response to one request as FastCGI records (specification, sections 3.3 and 5.5): STDOUT records with the
/// bytes, an empty one that ends the stream, and END_REQUEST.
///
/// libfcgi would copy the response into a buffer of 8 KiB and write(2) each time that is full. One call for all of it spares a
/// page of fifty movies the second call and 12,000 of its then 318,000 instructions. Head and body are sent from where they lie:
/// copying the body behind the head took a tenth of the instructions of such a page.
struct ResponseWriter {
    /// The connection, in blocking mode.
    let descriptor: Int32
    let requestID: UInt16

    /// The most that goes into one record: the largest multiple of eight that its length can say.
    private static let recordBytes = 65_528

    /// Writes everything; false when the peer is gone or does not take it in time.
    ///
    /// - Parameters:
    ///   - head: at least one byte, as every CGI response has: an empty record would end the stream.
    ///   - body: what is sent behind it, from where it lies.
    ///   - isLast: whether the connection is closed afterwards. Then a record follows that belongs to no request. nginx
    ///     takes that as a reason not to use the connection again (ngx_http_fastcgi_input_filter), and has it in hand with
    ///     the response; our closing it comes later, when the next request may be on its way.
    func write(head: [UInt8], body: [UInt8], isLast: Bool = false) -> Bool {
        head.withUnsafeBytes { head in
            body.withUnsafeBytes { body in write(SplitBytes(first: head, second: body), isLast: isLast) }
        }
    }

    private func write(_ response: SplitBytes, isLast: Bool) -> Bool {
        var rest = response
        while rest.count > Self.recordBytes {
            let piece = rest.takeFirst(Self.recordBytes)
            guard send(header(FCGI_STDOUT, piece.count), piece, UnsafeRawBufferPointer(start: nil, count: 0))
            else { return false }
        }
        let padding = -rest.count & 7
        // Zeros to pad with, the empty record that ends the stream, and END_REQUEST with application status 0.
        let end = (
            UInt64(0), header(FCGI_STDOUT, 0), header(FCGI_END_REQUEST, 8), UInt64(FCGI_REQUEST_COMPLETE),
            Self.farewell
        )
        return withUnsafeBytes(of: end) { end in
            send(
                header(FCGI_STDOUT, rest.count, padding: padding), rest,
                UnsafeRawBufferPointer(rebasing: end[(8 - padding)...].dropLast(isLast ? 0 : 8)))
        }
    }

    /// A management record without content: no variables are known to us (section 4.1).
    private static let farewell = header(FCGI_GET_VALUES_RESULT, requestID: 0, 0, padding: 0)

    private func header(_ type: Int32, _ length: Int, padding: Int = 0) -> UInt64 {
        Self.header(type, requestID: requestID, length, padding: padding)
    }

    /// The eight bytes of a record's header, as they lie in memory.
    private static func header(_ type: Int32, requestID: UInt16, _ length: Int, padding: Int) -> UInt64 {
        let number =
            UInt64(FCGI_VERSION_1) << 56 | UInt64(type) << 48 | UInt64(requestID) << 32 | UInt64(length) << 16
            | UInt64(padding) << 8
        return number.bigEndian
    }

    /// Writes the pieces of a record as one (writev(2)), in as many calls as that takes.
    private func send(_ header: UInt64, _ content: SplitBytes, _ end: UnsafeRawBufferPointer) -> Bool {
        withUnsafeBytes(of: header) { header in
            let endStart = header.count + content.count
            var written = 0
            while written < endStart + end.count {
                let vectors = (
                    iovec(header, from: written), iovec(content.first, from: written - header.count),
                    iovec(content.second, from: written - header.count - content.first.count),
                    iovec(end, from: written - endStart)
                )
                let count = withUnsafeBytes(of: vectors) { vectors in
                    writev(descriptor, vectors.baseAddress?.assumingMemoryBound(to: iovec.self), 4)
                }
                // Time is up with EAGAIN, as the connection has SO_SNDTIMEO; workers take no signals.
                guard count > 0 else { return false }
                written += count
            }
            return true
        }
    }
}

/// Bytes that lie in two places and are sent as one piece.
private struct SplitBytes {
    private(set) var first: UnsafeRawBufferPointer
    private(set) var second: UnsafeRawBufferPointer

    init(first: UnsafeRawBufferPointer, second: UnsafeRawBufferPointer) {
        self.first = first
        self.second = second
    }

    var count: Int { first.count + second.count }

    /// Cuts the first `count` bytes off, of at least so many.
    mutating func takeFirst(_ count: Int) -> SplitBytes {
        let taken = SplitBytes(
            first: UnsafeRawBufferPointer(rebasing: first.prefix(count)),
            second: UnsafeRawBufferPointer(rebasing: second.prefix(max(0, count - first.count))))
        first = UnsafeRawBufferPointer(rebasing: first.dropFirst(taken.first.count))
        second = UnsafeRawBufferPointer(rebasing: second.dropFirst(taken.second.count))
        return taken
    }
}

extension iovec {
    /// What is left of `piece` when so many bytes, perhaps less than none, are written.
    fileprivate init(_ piece: UnsafeRawBufferPointer, from written: Int) {
        let skipped = min(max(written, 0), piece.count)
        self.init(
            iov_base: piece.baseAddress.map { UnsafeMutableRawPointer(mutating: $0 + skipped) },
            iov_len: piece.count - skipped)
    }
}
