import Glibc

/// Where a text begins for the first time (memchr(3), memcmp(3)); `nil` when it is not there. To search byte by byte takes a
/// debug build too long.
package func place(of text: StaticString, in bytes: ArraySlice<UInt8>) -> Int? {
    bytes.withUnsafeBytes { buffer in
        guard let first = buffer.baseAddress else { return nil }
        var start = first
        let last = first + buffer.count - text.utf8CodeUnitCount
        while start <= last, let found = memchr(start, Int32(text.utf8Start[0]), last - start + 1) {
            if memcmp(found, text.utf8Start, text.utf8CodeUnitCount) == 0 {
                return bytes.startIndex + (UnsafeRawPointer(found) - first)
            }
            start = UnsafeRawPointer(found) + 1
        }
        return nil
    }
}
