/// Who runs the doctor: what root may do says nothing about what the service may do.
struct UserCheck {
    let machine: Machine
    let serviceUser: UInt32
    /// The command line that runs this again.
    let command: String

    var findings: [Finding] {
        guard machine.user == 0 else {
            return [.ok("user: \(machine.userName(machine.user)) runs this, and should be who runs the service")]
        }
        guard serviceUser != 0 else {
            return [
                .warning(
                    "user: root runs this and owns the database; a service that strangers talk to should not be root's",
                    mend: """
                        give it a user and a directory of its own:
                        sudo adduser --system --group --home /var/lib/movie-bag movie-bag
                        """)
            ]
        }
        let name = machine.userName(serviceUser)
        return [
            .warning(
                "user: root may do anything, so what \(name), whose the database is, may do was not tried",
                mend: "run this as that user:\nsudo -u \(name) \(command)")
        ]
    }
}
