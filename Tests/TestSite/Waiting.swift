import Glibc

/// Asks again and again until `condition` holds.
///
/// - Throws: ``Failure`` when it still does not after `limit` (with a sanitizer after ``Sanitizers/slowness`` times that), and what `condition` throws.
package func wait(
    for subject: @autoclosure () -> String, limit: Duration = .seconds(20), until condition: () throws -> Bool
) throws {
    _ = try wait(for: subject(), limit: limit) { try condition() ? true : nil }
}

/// Asks again and again until `find` returns a value.
///
/// - Throws: ``Failure`` when it has none after `limit`, and what `find` throws.
package func wait<Value>(
    for subject: @autoclosure () -> String, limit: Duration = .seconds(20), toFind find: () throws -> Value?
) throws -> Value {
    let deadline = ContinuousClock.now + limit * Sanitizers.slowness
    while true {
        if let value = try find() { return value }
        guard ContinuousClock.now < deadline else { throw Failure("waited \(limit) in vain for \(subject())") }
        usleep(2000)
    }
}
