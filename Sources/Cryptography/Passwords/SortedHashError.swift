/// Why a file of hashes cannot be used.
///
/// Tests: SortedHashesTests.swift
package enum SortedHashError: Error, Equatable, CustomStringConvertible {
    /// What stands at this byte is no line, or is cut off.
    case malformed(at: Int)
    /// The line at this byte should stand before an earlier one, or stands there twice.
    case unsorted(at: Int)
    /// It has become shorter, or a read failed; why.
    case unreadable(String)
    case empty
    case notAFile

    package var description: String {
        switch self {
        case .malformed(let offset):
            "has no line of 40 hexadecimal digits, a colon and a number at byte \(offset)"
        case .unsorted(let offset): "is not sorted by hash: the line at byte \(offset) should come earlier"
        case .unreadable(let reason): "cannot be read: \(reason)"
        case .empty: "is empty"
        case .notAFile: "is not a file"
        }
    }
}
