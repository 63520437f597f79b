import Cryptography

/// The file of breached passwords, where there is one. That it is there and looks sorted has been seen with the settings.
struct BreachedPasswordsCheck {
    /// More than a start looks at.
    private static let places = 512

    let machine: Machine
    let serviceUser: UInt32
    /// `nil` when none is set, or when it is a problem of the settings already.
    let file: SortedHashFile?

    var findings: [Finding] {
        guard let file else { return [] }
        if let status = machine.status(file.path), !mayRead(status) {
            return [
                .problem(
                    "breached passwords: \(machine.userName(serviceUser)) may not read \(file.path), so the service does "
                        + "not start",
                    fix: "chmod a+r \(file.path)")
            ]
        }
        do throws(SortedHashError) {
            try file.check(places: Self.places)
        } catch {
            return [
                .problem(
                    "breached passwords: \(file.path) \(error), so not every password is found",
                    fix: "download it again, ordered by hash, and reload the service")
            ]
        }
        return [.ok("breached passwords: \(file.path) can be searched; \(file.size >> 20) MiB")]
    }

    /// Whether the permission bits let the service's user read.
    private func mayRead(_ status: FileStatus) -> Bool {
        if serviceUser == 0 { return true }
        if status.owner == serviceUser { return status.mode & 0o400 != 0 }
        if machine.accountOf(serviceUser).groups.contains(status.group) { return status.mode & 0o040 != 0 }
        return status.mode & 0o004 != 0
    }
}
