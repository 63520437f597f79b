/// The parameter segment of a matched path; empty for a route without one.
package typealias PathParameter = ArraySlice<UInt8>

/// The path of a route: fixed text, and perhaps one parameter as one of its segments.
///
/// Tests: RouterTests.swift
struct PathPattern: Equatable {
    private let fixed: [UInt8]
    /// What follows the parameter.
    private let rest: [UInt8]
    private let hasParameter: Bool

    init(_ text: String) {
        let brace = text.utf8.firstIndex(of: UInt8(ascii: "{")) ?? text.utf8.endIndex
        fixed = Array(text.utf8[..<brace])
        hasParameter = brace != text.utf8.endIndex
        rest = text.utf8.firstIndex(of: UInt8(ascii: "}")).map { Array(text.utf8[$0...].dropFirst()) } ?? []
    }

    /// The parameter when `path` fits, `nil` when it does not. A parameter is never empty and holds no slash.
    func match(_ path: ArraySlice<UInt8>) -> PathParameter? {
        guard hasParameter ? path.count > fixed.count : path.count == fixed.count, path.starts(with: fixed) else {
            return nil
        }
        var parameter = path.dropFirst(fixed.count)
        if !rest.isEmpty {
            guard parameter.count > rest.count, parameter.suffix(rest.count).elementsEqual(rest) else { return nil }
            parameter = parameter.dropLast(rest.count)
        }
        return parameter.contains(UInt8(ascii: "/")) ? nil : parameter
    }
}
