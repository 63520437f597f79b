import Logging

/// Writes each message as one line, `2026-01-31T12:00:00.000Z info message`, with a single write(2), so that lines of
/// threads and processes never mix. Line breaks in a message become spaces.
struct StandardErrorLog: LogHandler {
    var metadata: Logger.Metadata = [:]
    var logLevel: Logger.Level = .info

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        var line = LogLine(level: event.level)
        line.append(printable: event.message.description.utf8)
        let metadata = metadata.merging(event.metadata ?? [:]) { $1 }
        for (key, value) in metadata.sorted(by: { $0.key < $1.key }) {
            line.append(printable: " \(key)=\(value)".utf8)
        }
        line.write()
    }
}
