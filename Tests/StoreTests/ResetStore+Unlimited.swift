import MovieBag

extension ResetStore {
    /// Keeps a reset, however many there are.
    func begin(_ reset: PendingReset) throws {
        _ = try begin(LinkRequest(from: .unidentified, at: reset.mail.written, reset: reset), within: .none)
    }
}
