import MovieBag

/// The machine's clock, which tokens are judged by.
struct ClockCheck {
    let machine: Machine
    /// The path of the database; `nil` when it is no file.
    let database: String?

    /// 2026-01-01: no program of this kind is older. 2100-01-01: it will have been replaced by then.
    private static let plausible: Range<Int64> = 1_767_225_600..<4_102_444_800

    var findings: [Finding] {
        let fix = "set the clock and keep it right:\nsudo timedatectl set-ntp true"
        guard Self.plausible.contains(machine.now.seconds) else {
            return [
                .problem("clock: the date is wrong, so tokens are taken for expired or for not yet good", fix: fix)
            ]
        }
        let changed = database.flatMap { path in
            ["", "-wal"].compactMap { machine.status(path + $0)?.modified }.max()
        }
        // Seconds, since a file's time is that of the latest tick.
        if let changed, changed > machine.now.seconds + 5 {
            return [
                .problem("clock: it is behind the latest change of the database, so it has been set back", fix: fix)
            ]
        }
        return switch machine.clockIsSynchronised {
        case true?: [.ok("clock: it is kept right")]
        case false?:
            [
                .warning(
                    "clock: nothing keeps it right; with several machines, tokens are refused when clocks differ by over 5 s",
                    fix: fix)
            ]
        case nil: [.skipped("clock: whether something keeps it right cannot be told")]
        }
    }
}
