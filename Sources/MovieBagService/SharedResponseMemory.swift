import FastCGI
import MovieBag

/// Takes the memory of large responses from what the threads of the server share. One for each of them.
///
/// Tests: EndToEndTests/Floods/LargePageTests.swift
struct SharedResponseMemory: ResponseBudget {
    let room: ResponseRoom

    func reserve(_ bytes: Int) throws(ResponseMemoryExhausted) {
        guard room.reserve(bytes) else { throw ResponseMemoryExhausted(bytes: bytes) }
    }
}
