/// The parameter segment of a matched path; empty for a route without one.
package typealias PathParameter = ArraySlice<UInt8>

/// The path of a route: fixed text, and perhaps one parameter as its last segment.
///
/// Tests: RouterTests.swift
struct PathPattern: Equatable {
    private let fixed: [UInt8]
    private let hasParameter: Bool

    init(_ text: String) {
        let brace = text.utf8.firstIndex(of: UInt8(ascii: "{")) ?? text.utf8.endIndex
        fixed = Array(text.utf8[..<brace])
        hasParameter = brace != text.utf8.endIndex
    }

    /// The parameter when `path` fits, `nil` when it does not. A parameter is never empty and holds no slash.
    func match(_ path: ArraySlice<UInt8>) -> PathParameter? {
        guard hasParameter ? path.count > fixed.count : path.count == fixed.count, path.starts(with: fixed) else {
            return nil
        }
        let parameter = path.dropFirst(fixed.count)
        return parameter.contains(UInt8(ascii: "/")) ? nil : parameter
    }
}
