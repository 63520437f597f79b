import Glibc

/// Whether two byte strings are equal (memcmp(3)): to compare a megabyte byte by byte takes a debug build seconds.
package func areSame(_ one: some Sequence<UInt8>, _ other: some Sequence<UInt8>) -> Bool {
    let isSame = one.withContiguousStorageIfAvailable { one in
        other.withContiguousStorageIfAvailable { other in
            one.count == other.count && (one.isEmpty || memcmp(one.baseAddress!, other.baseAddress!, one.count) == 0)
        }
    }
    return (isSame ?? nil) ?? one.elementsEqual(other)
}
