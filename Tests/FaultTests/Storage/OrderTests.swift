import TestSite
import Testing

extension FaultTests {
    /// In which order a service writes, flushes and answers.
    @EndToEnd
    @Suite struct OrderTests {
        @Test func everyResponseOfEveryBatchLeavesAfterItsFlush() throws {
            let (writers, movies) = Scale.choose(short: (8, 4), full: (16, 60))
            let record = try StorageRecord(writers: writers, movies: movies)
            let judge = OrderJudge(record.events, log: record.log)
            var changes: [Int: Int] = [:]
            for request in record.requests {
                guard let response = request.response, response.isSuccess else {
                    Issue.record("\(request.kind) was not done")
                    continue
                }
                #expect(judge.judge(request, answered: response.time) == .flushed, "\(request.kind)")
                if let batch = judge.batch(of: request, answered: response.time) { changes[batch, default: 0] += 1 }
            }
            #expect(record.requests.count == 2 + 2 * writers * (2 * movies + (movies + 2) / 3))
            let largest = changes.values.max() ?? 0
            #expect(largest > 1, "no batch held several changes")
            try FaultReport.add(
                "order of system calls (strace), \(writers) writers",
                extent: "\(record.requests.count) answers, \(judge.batches.count) batches of up to \(largest)",
                outcome: "every response left after the flush of its batch had ended")
        }

        /// The check itself, on records written by hand.
        @Test(
            arguments: [
                ([.request, .lastHeader, .page, .flush, .response], OrderJudge.Verdict.flushed),
                ([.request, .lastHeader, .page, .beginFlush, .endFlush, .response], .flushed),
                ([.request, .header, .page, .lastHeader, .page, .flush, .response], .flushed),
                ([.request, .lastHeader, .page, .response, .flush], .tooLate),
                ([.request, .lastHeader, .page, .beginFlush, .response, .endFlush], .tooLate),
                ([.request, .lastHeader, .page, .otherFlush, .response], .tooLate),
                ([.request, .flush, .lastHeader, .page, .response], .tooLate),
                ([.request, .header, .page, .flush, .lastHeader, .page, .response], .tooLate),
                ([.request, .lastHeader, .otherPage, .flush, .lastHeader, .page, .response, .flush], .tooLate),
                ([.request, .beginFlush, .lastHeader, .page, .endFlush, .response], .tooLate),
                ([.request, .lastHeader, .otherPage, .flush, .response], .notWritten),
                ([.lastHeader, .page, .flush, .request, .response], .notWritten),
            ] as [([Line], OrderJudge.Verdict)])
        func aResponseBeforeItsFlushIsNoticed(_ lines: [Line], _ expected: OrderJudge.Verdict) throws {
            let text = lines.map(\.text).joined(separator: "\n")
            let record = StorageRecord(Array(text.utf8), database: "/d/m.db")
            #expect(record.requests.count == 1)
            let request = try #require(record.requests.first)
            #expect(request.kind == .put(movie: "w03-0017", state: 1))
            let response = try #require(request.response)
            #expect(response.isSuccess)
            #expect(OrderJudge(record.events, log: record.log).judge(request, answered: response.time) == expected)
        }

        /// A line of such a record.
        enum Line: Sendable {
            case request, response, header, lastHeader, page, otherPage, flush, beginFlush, endFlush, otherFlush

            var text: String {
                switch self {
                case .request:
                    #"7 read(9<\#(Self.hex("UNIX-STREAM:[5]"))>, "\#(Self.hex(#"..."name":"w03-0017/1""#))", 9) = 9"#
                case .response: #"7 write(9<\#(Self.hex("UNIX-STREAM:[5]"))>, "\#(Self.hex("Status: 200 OK"))", 9) = 9"#
                // Its fifth to eighth byte are 0 where more frames follow.
                case .header: Self.write("\0\0\0\u{1}\0\0\0\0" + String(repeating: "h", count: 16))
                case .lastHeader: Self.write("\0\0\0\u{1}\0\0\0\u{9}" + String(repeating: "h", count: 16))
                case .page: Self.write("... w03-0017/1 ...")
                case .otherPage: Self.write("... w03-0017/0 ...")
                case .flush: "8 fdatasync(4<\(Self.hex("/d/m.db-wal"))>) = 0"
                case .beginFlush: "8 fdatasync(4<\(Self.hex("/d/m.db-wal"))> <unfinished ...>"
                case .endFlush: "8 <... fdatasync resumed>) = 0"
                case .otherFlush: "8 fdatasync(3<\(Self.hex("/d/m.db"))>) = 0"
                }
            }

            private static func write(_ bytes: String) -> String {
                let length = bytes.utf8.count
                return #"8 pwrite64(4<\#(hex("/d/m.db-wal"))>, "\#(hex(bytes))", \#(length), 32) = \#(length)"#
            }

            private static func hex(_ text: String) -> String {
                text.utf8.map { "\\x" + ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
            }
        }
    }
}
