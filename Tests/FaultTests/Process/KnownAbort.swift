/// What libfcgi 2.4.2 aborts the process on when it reads that: SECURITY.md says why it does not.
enum KnownAbort: CaseIterable {
    /// A parameter whose name and value say that they have 1 GiB each: a sum beyond the largest int.
    case hugeParameter
    /// FCGI_GET_VALUES with one name four times: there is room for three answers.
    case repeatedQuestion

    /// All that a connection sends.
    var bytes: [UInt8] {
        let begin = MutatedRecord(kind: MutatedRecord.begin, content: [0, 1, 0, 0, 0, 0, 0, 0])
        switch self {
        case .hugeParameter:
            let lengths: [UInt8] = [0xC0, 0, 0, 0, 0xC0, 0, 0, 0]
            return begin.bytes + MutatedRecord(kind: MutatedRecord.parameters, content: lengths).bytes
        case .repeatedQuestion:
            let questions = Array(repeating: MutatedRecord.pair("FCGI_MAX_CONNS", ""), count: 4)
            let record = MutatedRecord(kind: MutatedRecord.getValues, requestID: 0, content: Array(questions.joined()))
            // It is answered when more follows.
            return record.bytes + begin.bytes
        }
    }

    /// Whether these lines of the log are the last words of a process that ended like that.
    static func isExplained(by lines: some Sequence<String>) -> Bool {
        lines.contains("supervisor: ended with 134")
            && lines.contains { line in
                // libfcgi's own check after malloc(3), and glibc's of the stack; of the buffer, where it is told its size.
                line.contains("fcgiapp.c") && line.contains("Malloc: Assertion")
                    || line.hasPrefix("*** stack smashing detected ***")
                    || line.hasPrefix("*** buffer overflow detected ***")
            }
    }
}
