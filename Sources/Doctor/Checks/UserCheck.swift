/// Who runs the doctor: what root may do says nothing about what the service may do.
///
/// Tests: ConfigurationCheckTests.swift
struct UserCheck {
    let machine: Machine
    let serviceUser: UInt32
    /// The command line that runs this again.
    let command: String

    var findings: [Finding] {
        let name = machine.userName(serviceUser)
        guard machine.user == 0 || machine.user == serviceUser else {
            return [
                .problem(
                    "user: \(machine.userName(machine.user)) runs this, and the database is \(name)'s",
                    fix:
                        "run this, and the service, as that user:\nsudo -u \(machine.userForShell(serviceUser)) \(command)"
                )
            ]
        }
        guard machine.user == 0 else {
            return [.ok("user: \(machine.userName(machine.user)) runs this, and should be who runs the service")]
        }
        guard serviceUser != 0 else {
            return [
                .warning(
                    "user: root runs this and owns the database; a service that strangers talk to should not be root's",
                    fix: """
                        give it a user and a directory of its own:
                        sudo adduser --system --group --home /var/lib/movie-bag movie-bag
                        """)
            ]
        }
        return [
            .warning(
                "user: root may do anything, so what \(name), whose the database is, may do was not tried",
                fix: "run this as that user:\nsudo -u \(machine.userForShell(serviceUser)) \(command)")
        ]
    }
}

extension Machine {
    /// A user as sudo(8) takes it in a shell, where a number needs a sign before it that begins a comment.
    func userForShell(_ user: UInt32) -> String {
        let name = userName(user)
        return name.hasPrefix("#") ? "'\(name)'" : name
    }

    /// A user as chown(1) takes it.
    func ownerForShell(_ user: UInt32) -> String {
        let name = userName(user)
        return name.hasPrefix("#") ? String(name.dropFirst()) : name
    }
}
