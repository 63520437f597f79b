import MovieBag

/// Whether the limits on what clients and accounts may use are switched off, as they are for tests.
struct LimitsSwitchCheck {
    let limits: Limits

    var findings: [Finding] {
        guard limits == .none else { return [] }
        return [
            .warning(
                "limits: MOVIE_BAG_LIMITS is no, so one client may guess passwords, have mails sent, take memory and fill the disk "
                    + "without end",
                fix: "take MOVIE_BAG_LIMITS out of the settings, unless this is a test or a benchmark")
        ]
    }
}
