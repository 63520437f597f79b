import Glibc

/// How much is done: a little in `make test`, all that the figures speak of in `make test-faults`.
package enum Scale {
    /// Whether `FAULTS=full` is in the environment.
    package static let isFull = getenv("FAULTS").map { String(cString: $0) } == "full"

    /// One of two numbers, sizes or times.
    package static func choose<Value>(short: Value, full: Value) -> Value {
        isFull ? full : short
    }
}
