/// Why a text is not an address to listen on.
///
/// Tests: ListenAddressTests.swift
package enum ListenAddressError: Error, Equatable, CustomStringConvertible {
    /// The text has none of the accepted forms.
    case malformed(String)
    /// Anything but 127.0.0.0/8 or ::1: FastCGI has no password, another machine could speak to us.
    case notLoopback(String)
    /// A unix path longer than the system can bind.
    case pathTooLong(String)

    package var description: String {
        switch self {
        case .malformed(let text):
            "\"\(text)\" is not an address to listen on: give unix:/path, 127.0.0.1:9000, [::1]:9000 or fd:0"
        case .notLoopback(let text):
            "\"\(text)\" is not a loopback address: give 127.0.0.1 or [::1] with a port, as FastCGI has no password"
        case .pathTooLong(let path):
            "the socket path \"\(path)\" is too long: the system allows \(UnixPath.longest) bytes"
        }
    }
}
