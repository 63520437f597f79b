import MovieBag

@testable import Doctor

/// A machine that exists on paper only. User 500 is movie-bag with group 500, 33 is www-data, 0 is root.
extension Machine {
    static func onPaper(user: UInt32 = 500, files: [String: FileStatus] = [:]) -> Machine {
        let names: [UInt32: String] = [0: "root", 33: "www-data", 500: "movie-bag", 501: "ann"]
        return Machine(
            user: user, status: { files[$0] }, obstacle: { _, _ in nil }, realPath: { $0 },
            freeBytes: { _ in 1 << 30 }, keyFile: { KeyFileFigures([UInt8](repeating: 0x78, count: 43), path: $0) },
            userName: { names[$0] ?? "#\($0)" },
            groupName: { names[$0] ?? "#\($0)" }, members: { _ in [] }, account: { _ in nil },
            accountOf: { UserAccount(name: names[$0] ?? "#\($0)", id: $0, groups: [$0]) }, webServers: { [] },
            limit: { _ in nil }, availableMemory: 4 << 30, processors: 2,
            now: UnixTime(seconds: 1_795_000_000), clockIsSynchronised: true)
    }
}

extension FileStatus {
    static func file(_ mode: UInt32, owner: UInt32 = 500, group: UInt32 = 500) -> FileStatus {
        FileStatus(kind: .file, mode: mode, owner: owner, group: group)
    }

    static func directory(_ mode: UInt32, owner: UInt32 = 500, group: UInt32 = 500) -> FileStatus {
        FileStatus(kind: .directory, mode: mode, owner: owner, group: group)
    }

    static func socket(_ mode: UInt32, owner: UInt32 = 500, group: UInt32 = 500) -> FileStatus {
        FileStatus(kind: .socket, mode: mode, owner: owner, group: group)
    }
}

extension [Finding] {
    var grades: [Finding.Grade] { map(\.grade) }

    /// Whether one of this grade says these words, in its sentence or its remedy.
    func has(_ grade: Finding.Grade, _ words: String) -> Bool {
        contains { $0.grade == grade && ($0.sentence.contains(words) || $0.remedy?.contains(words) == true) }
    }
}
