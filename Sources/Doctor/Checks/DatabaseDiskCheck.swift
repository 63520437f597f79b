import MovieBagConfiguration
import Text

/// The disk below the database.
///
/// Tests: DatabaseCheckTests.swift
struct DatabaseDiskCheck {
    let machine: Machine
    let path: String
    /// Why a database must not be there.
    let unsuitableLocation: () -> String?

    private static let scarce: UInt64 = 100 << 20
    private static let tooLittle: UInt64 = 10 << 20

    var findings: [Finding] {
        let directory = PathName.directory(of: path)
        guard machine.status(directory) != nil else { return [.skipped("disk: \(directory) is not there")] }
        if let reason = unsuitableLocation() {
            return [
                .problem(
                    "disk: \(reason)",
                    fix:
                        "set MOVIE_BAG_DATABASE to a file on a disk of this machine; `df -T DIRECTORY` shows what a disk is"
                )
            ]
        }
        guard let free = machine.freeBytes(directory) else {
            return [.skipped("disk: how much is free cannot be told")]
        }
        let sentence = "disk: \(directory) is on a local disk with \(free >> 20) MiB free"
        if free < Self.tooLittle {
            return [.problem("\(sentence), which changes will not fit on", fix: "make room:\ndf -h \(directory)")]
        }
        if free < Self.scarce {
            return [
                .warning("\(sentence); the write-ahead log alone may take 64", fix: "make room:\ndf -h \(directory)")
            ]
        }
        return [.ok(sentence)]
    }
}
