import Glibc

/// Owns one file descriptor and closes it.
struct Descriptor: ~Copyable, Sendable {
    let number: Int32

    /// Takes over what `call` returned, or its `errno`.
    init(_ call: String, _ result: Int32) throws(SystemFailure) {
        number = try SystemFailure.check(call, result)
    }

    deinit {
        close(number)
    }
}
