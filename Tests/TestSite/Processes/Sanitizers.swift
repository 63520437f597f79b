import Glibc

/// Whether `make test-sanitized` runs the tests, and so every program that they start has a sanitizer in it.
package enum Sanitizers {
    /// Of addresses or of threads.
    package static var areOn: Bool { getenv("ASAN_OPTIONS") != nil || getenv("TSAN_OPTIONS") != nil }

    /// How much longer a test has to wait for a program with a sanitizer in it.
    package static var slowness: Int { areOn ? 5 : 1 }
}
