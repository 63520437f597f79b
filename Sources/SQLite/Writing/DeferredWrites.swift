/// Small writes that no caller waits for: the next batch takes them along, so that they cost no commit of their own.
///
/// Of two with one key the newer one stays. They are kept in memory only, at most ``most`` of them, and none survives the
/// attempt to write it: what they change must be such that losing one does no harm.
///
/// Tests: DeferredWriteTests.swift
struct DeferredWrites {
    typealias Body = @Sendable (Connection) throws -> Void

    /// How many there may be. One more makes all of them due.
    static let most = 1024
    /// How many go along with writes that callers wait for.
    static let mostInCompany = 64

    private var bodies: [[UInt8]: Body] = [:]
    /// When they are written if no batch has come.
    private var due: ContinuousClock.Instant?

    /// Keeps a write.
    ///
    /// - Parameter latest: when it is written at the latest.
    mutating func add(_ key: [UInt8], latest: ContinuousClock.Instant, _ body: @escaping Body) {
        if bodies.count >= Self.most, bodies[key] == nil { return }
        bodies[key] = body
        due = bodies.count >= Self.most ? .now : min(due ?? latest, latest)
    }

    var isEmpty: Bool { bodies.isEmpty }

    /// Whether they want a batch, even if no other write does.
    var areDue: Bool { due.map { $0 <= .now } ?? false }

    /// Takes them out: all of them, or as many as may go along with others.
    mutating func take(inCompany: Bool) -> [Body] {
        if bodies.isEmpty { return [] }
        guard inCompany, bodies.count > Self.mostInCompany else {
            defer { self = DeferredWrites() }
            return Array(bodies.values)
        }
        let taken = Array(bodies.prefix(Self.mostInCompany))
        for (key, _) in taken { bodies[key] = nil }
        return taken.map(\.value)
    }
}
