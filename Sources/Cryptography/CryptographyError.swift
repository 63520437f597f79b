import COpenSSL

/// An OpenSSL function failed: which one, and what OpenSSL says about it; never any key, password or message.
package struct CryptographyError: Error, Equatable, CustomStringConvertible {
    /// The C function that failed.
    package let operation: String
    /// OpenSSL's own sentences, the earliest first. Empty when it gave none.
    package let reasons: [String]

    package var description: String {
        "\(operation) failed" + (reasons.isEmpty ? "" : ": " + reasons.joined(separator: "; "))
    }

    /// Describes the failure that has just happened on this thread, and empties OpenSSL's queue of errors.
    ///
    /// The queue belongs to the thread and outlives the call that filled it: what stays in it would be reported as
    /// the reason for some later failure (ERR_get_error(3)).
    static func takingQueue(after operation: StaticString) -> CryptographyError {
        var reasons: [String] = []
        while case let code = ERR_get_error(), code != 0 {
            if let reason = ERR_reason_error_string(code) {
                reasons.append(String(cString: reason))
            } else {
                reasons.append("error \(code)")
            }
        }
        return CryptographyError(operation: "\(operation)", reasons: reasons)
    }

    /// Passes when `code` is the 1 with which most functions of OpenSSL report success.
    static func check(_ code: Int32, _ operation: StaticString) throws(CryptographyError) {
        guard code == 1 else { throw takingQueue(after: operation) }
    }

    /// Passes on the object that a function of OpenSSL has made, unless it is missing.
    static func check(_ object: OpaquePointer?, _ operation: StaticString) throws(CryptographyError) -> OpaquePointer {
        guard let object else { throw takingQueue(after: operation) }
        return object
    }
}
