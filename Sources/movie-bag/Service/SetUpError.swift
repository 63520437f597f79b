/// Something that the service needs is not as configured; a sentence for whoever set it up.
struct SetUpError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }

    /// Runs `body` and turns its error into a sentence that begins with `subject`.
    static func explain<Result>(_ subject: String, _ body: () throws -> Result) throws(SetUpError) -> Result {
        do {
            return try body()
        } catch {
            throw SetUpError("\(subject): \(error)")
        }
    }
}
