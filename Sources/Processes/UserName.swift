import Glibc

/// The names of users.
///
/// Tests: RootTests.swift, Host/TemplateTests.swift
package enum UserName {
    /// The name of a user; `nil` when the system knows none. To be called while there is one thread (`getpwuid(3)`).
    package static func of(_ user: uid_t) -> String? {
        getpwuid(user).map { String(cString: $0.pointee.pw_name) }
    }
}
