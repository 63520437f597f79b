/// What a program printed to standard error, made fit for one line of a log.
///
/// Only the beginning is kept. It becomes printable ASCII, with a question mark for every other byte and one space
/// for every stretch of white space, so that it cannot forge a log line or send escape sequences to a terminal.
///
/// Tests: SendmailTests.swift
struct StandardErrorExcerpt {
    private var bytes: [UInt8] = []

    /// More than a sentence, and less than the headers of a mail: so a program that echoes its input, with a secret
    /// link in the body, does not put the link into the log.
    private static let longest = 300

    /// Whether any more would be forgotten.
    var isComplete: Bool { bytes.count == Self.longest }

    /// Takes more output, and forgets what is too much.
    mutating func append(_ output: some Collection<UInt8>) {
        bytes += output.prefix(Self.longest - bytes.count)
    }

    /// The complaint as one line; empty if nothing was printed.
    var line: String {
        let words = bytes.split { byte in byte == 0x20 || 0x09...0x0D ~= byte }
        return words.map { word in
            String(decoding: word.map { $0.isPrintable ? $0 : UInt8(ascii: "?") }, as: UTF8.self)
        }.joined(separator: " ")
    }
}
