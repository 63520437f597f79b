import Logging

/// Writes each message as one line, `2026-01-31T12:00:00.000Z info message` (``LogLine``).
///
/// Tests: LogWriterTests.swift
struct LineLog: LogHandler {
    let writer: LogWriter
    var metadata: Logger.Metadata = [:]
    var logLevel: Logger.Level = .info

    init(_ writer: LogWriter) {
        self.writer = writer
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        var line = LogLine(level: event.level)
        line.append(sentence: event.message.description.utf8)
        let metadata = metadata.merging(event.metadata ?? [:]) { $1 }
        for (key, value) in metadata.sorted(by: { $0.key < $1.key }) {
            line.append(sentence: " \(key)=\(value)".utf8)
        }
        writer.write(line)
    }
}
