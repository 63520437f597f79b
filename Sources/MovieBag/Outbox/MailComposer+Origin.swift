import Text

/// Tests: MailComposerTests.swift
extension MailComposer {
    /// What a mail says of when and from where something was done.
    static func values(of origin: SessionOrigin, at time: UnixTime, in words: MailWords) -> [String: String] {
        [
            "time": minute(time), "client": origin.client ?? words.unknownClient,
            "agent": origin.agent.map(withoutLinks) ?? words.unnamedAgent,
        ]
    }

    /// What a stranger wrote, printable ASCII characters, so that no mail program makes a link of a part of it: names of
    /// domains, URLs and addresses of mail are cut by `_`, numbers of versions stay.
    static func withoutLinks(_ text: String) -> String {
        let bytes = Array(text.utf8)
        let safe = bytes.indices.map { index in
            let next = index + 1 < bytes.count ? bytes[index + 1] : 0
            return switch bytes[index] {
            case UInt8(ascii: "."): next.isLetter || next == UInt8(ascii: "-") ? UInt8(ascii: "_") : bytes[index]
            case UInt8(ascii: ":"), UInt8(ascii: "/"): next == UInt8(ascii: "/") ? UInt8(ascii: "_") : bytes[index]
            case UInt8(ascii: "@"): UInt8(ascii: "_")
            case let byte: (0x20...0x7E).contains(byte) ? byte : UInt8(ascii: "?")
            }
        }
        return String(decoding: safe, as: UTF8.self)
    }

    /// A moment for people to read: `2026-11-28 09:30 UTC`.
    private static func minute(_ time: UnixTime) -> String {
        let text = "\(time)"
        return "\(text.prefix(10)) \(text.dropFirst(11).prefix(5)) UTC"
    }
}
