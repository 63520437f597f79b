import Memory

/// What came after a request's variables; read to its end in either case, so that a kept connection stays in step.
///
/// Tests: RequestTests.swift
package enum RequestBody: Sendable, Equatable {
    /// All of it; empty when there was none. Its length is what came, whatever CONTENT_LENGTH says.
    case complete([UInt8])
    /// More than ``ServerSettings/maximumBodyBytes`` or than ``RequestHandler/bodyLimit(of:)``; nothing of it was kept.
    case tooLarge
}

extension RequestBody {
    /// The bytes that are kept of it.
    var count: Int {
        switch self {
        case .complete(let bytes): bytes.count
        case .tooLarge: 0
        }
    }

    /// Overwrites them: it may hold a password. To be called when nothing reads it any more.
    func cleanse() {
        if case .complete(let bytes) = self { Memory.cleanse(bytes) }
    }
}
