import Glibc

/// A system call that failed: its name and the error number it left (`errno(3)`).
///
/// Tests: ListenerTests.swift
package struct SystemFailure: Error, Equatable, CustomStringConvertible {
    /// The call, for example `bind`.
    package let call: String
    /// The error number, for example `EACCES`.
    package let code: Int32

    package init(call: String, code: Int32) {
        self.call = call
        self.code = code
    }

    package var description: String {
        "\(call): \(String(cString: strerror(code)))"
    }

    /// Takes over `errno` when `result` says that the call failed; to be called on the line of the call.
    @discardableResult
    static func check(_ call: String, _ result: Int32) throws(SystemFailure) -> Int32 {
        guard result >= 0 else { throw SystemFailure(call: call, code: errno) }
        return result
    }
}
