/// Whether answers left when their changes were on the disk: the rule behind "a response means done".
struct OrderJudge {
    /// What became of a change by the time that its response began to leave.
    enum Verdict: Equatable {
        case flushed
        /// Its batch had not been flushed to its end.
        case tooLate
        /// The log has nothing of it.
        case notWritten
    }

    /// One transaction in the write-ahead log: its frames, the last of which says so, and the flush that followed.
    struct Batch {
        let began: Int
        var ended = Int.max
        var flushed = Int.max
        var frames: [[UInt8]] = []
        /// Whether the last frame has come.
        var isComplete = false
    }

    let batches: [Batch]

    /// Finds the batches. SQLite writes a frame as 24 bytes of header and a page.
    init(_ events: [TimedEvent], log: String) {
        var batches: [Batch] = []
        for event in events {
            switch event.event {
            case .change(log, .write(_, let bytes), let ended):
                // The log's own header has 32 bytes and belongs to nobody.
                guard bytes.count != 32 else { continue }
                if batches.last?.isComplete ?? true, bytes.count == 24 { batches.append(Batch(began: event.time)) }
                guard !batches.isEmpty else { continue }
                let last = batches.count - 1
                if bytes.count == 24 {
                    // The size of the database after the commit stands in the last frame only.
                    batches[last].isComplete = bytes[4..<8].contains { $0 != 0 }
                } else {
                    batches[last].frames.append(bytes)
                }
                batches[last].ended = ended
            case .flushed(log, let began):
                // What had not ended when it began may have come too late for it.
                for index in batches.indices {
                    guard batches[index].flushed == .max, batches[index].isComplete, batches[index].ended < began
                    else { continue }
                    batches[index].flushed = event.time
                }
            case .change, .flushed, .received, .sent: continue
            }
        }
        self.batches = batches
    }

    /// Judges a response: a batch with its change must lie between the request and it, flushed.
    func judge(_ request: RecordedRequest, answered: Int) -> Verdict {
        guard let batch = batch(of: request, answered: answered) else { return .notWritten }
        return batches[batch].flushed < answered ? .flushed : .tooLate
    }

    /// The index of the batch that a change was part of.
    func batch(of request: RecordedRequest, answered: Int) -> Int? {
        let between = batches.indices.filter {
            batches[$0].began > request.received && batches[$0].began < answered
        }
        switch request.kind {
        case .put(let movie, let state):
            let name = Array("\(movie)/\(state)".utf8)
            return between.first { batches[$0].frames.contains { $0[...].end(of: name) != nil } }
        case .remove, .signUp, .logIn:
            // These leave no text that could be found, so the first to be flushed passes for theirs.
            return between.min { batches[$0].flushed < batches[$1].flushed }
        }
    }
}
