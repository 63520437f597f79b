import MovieBagConfiguration

/// A file of settings, as any editor may have saved it.
struct SettingsFiles: FuzzSubject {
    func examine(_ input: [UInt8]) throws {
        let outcome = try read(input)
        if !input.contains(UInt8(ascii: "\r")) {
            let ended = input.flatMap { $0 == UInt8(ascii: "\n") ? [UInt8(ascii: "\r"), $0] : [$0] }
            try require(try read(ended) == outcome, "lines that end with CR LF mean the same")
        }
        let marks: [[UInt8]] = [[0xFF, 0xFE], [0xFE, 0xFF], [0xEF, 0xBB, 0xBF]]
        if !marks.contains(where: { input.starts(with: $0) }) {
            try require(try read([0xEF, 0xBB, 0xBF] + input) == outcome, "a byte order mark means nothing")
        }
        guard case .values(let values) = outcome else { return }
        for (name, value) in values {
            try require(
                name.utf8.allSatisfy { $0 == UInt8(ascii: "_") || $0 < 0x80 && $0 >= 0x30 }, "a name is one for a shell"
            )
            try require(!value.utf8.contains(UInt8(ascii: "\n")), "a value is on one line")
            let line = Array("  \(name) = \(value)\t".utf8)
            try require(try read(line) == .values([name: value]), "a setting can be written again")
        }
    }

    private enum Outcome: Equatable {
        case values([String: String])
        /// The numbers of the lines that are refused.
        case refused([Int])
    }

    private func read(_ bytes: [UInt8]) throws -> Outcome {
        do {
            return .values(try SettingsFile(bytes, path: "FILE").values)
        } catch {
            let lines = try error.problems.map(\.description).map { problem in
                if problem == "FILE is UTF-16 text; save it as UTF-8" { return 0 }
                let number = problem.split(separator: ":").first.flatMap { $0.split(separator: " ").last }
                return try require(number.flatMap { Int($0) }, "every problem names a line")
            }
            try require(!lines.isEmpty, "a file that is refused has a problem")
            return .refused(lines)
        }
    }
}
