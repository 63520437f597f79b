/// Something that the service needs is not as configured; a sentence for the administrator.
///
/// Tests: PidFileTests.swift
package struct StartupError: Error, CustomStringConvertible {
    package let description: String

    package init(_ description: String) {
        self.description = description
    }

    /// Runs `body` and turns its error into a sentence that begins with `subject`.
    package static func explain<Result>(_ subject: String, _ body: () throws -> Result) throws(StartupError) -> Result {
        do {
            return try body()
        } catch {
            throw StartupError("\(subject): \(error)")
        }
    }
}
