/// Every thread that may run is blocked or needed: answer that the service is busy.
///
/// Tests: WorkerPoolTests.swift
package struct WorkersExhausted: Error, Equatable, CustomStringConvertible {
    package var description: String { "all worker threads are busy" }
}
