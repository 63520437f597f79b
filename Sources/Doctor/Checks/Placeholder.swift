/// Names that stand in documentation and nowhere else (RFC 2606).
///
/// Tests: PublicURLCheckTests.swift, MailCheckTests.swift
enum Placeholder {
    static func isOne(_ host: String) -> Bool {
        let labels = host.lowercased().split(separator: ".")
        if let last = labels.last, ["example", "test", "invalid"].contains(last) { return true }
        return labels.count >= 2 && labels[labels.count - 2] == "example"
            && ["org", "com", "net"].contains(labels[labels.count - 1])
    }
}
