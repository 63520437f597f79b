import Cryptography

/// The limits that the system sets to a process. The doctor has those of its shell; a service may have others.
struct LimitsCheck {
    let machine: Machine
    let scrypt: ScryptParameters?

    /// Connections that nginx keeps (256), two files for each of 64 threads that read, and a few dozen others.
    private static let neededDescriptors: UInt64 = 256
    private static let roomyDescriptors: UInt64 = 1024
    /// As many threads may wait for the disk at once, with a few beside them.
    private static let neededThreads: UInt64 = 100
    /// Code, stacks and caches, without password hashes.
    private static let neededSpace: UInt64 = 512 << 20

    var findings: [Finding] { descriptors + threads + space + memory }

    private var descriptors: [Finding] {
        guard let limit = machine.limit(.descriptors) else { return [.ok("limits: files and connections have none")] }
        let sentence = "limits: what is started here may have \(limit) open files and connections"
        let fix = "in the systemd unit: LimitNOFILE=4096; else in the shell that starts the service:\nulimit -n 4096"
        if limit < Self.neededDescriptors {
            return [.problem("\(sentence); kept connections of the web server alone take 256", fix: fix)]
        }
        if limit < Self.roomyDescriptors {
            return [.warning("\(sentence); 256 kept connections and 64 threads that read take some 400", fix: fix)]
        }
        return [.ok(sentence)]
    }

    private var threads: [Finding] {
        guard let limit = machine.limit(.processes), limit < Self.neededThreads else { return [] }
        return [
            .warning(
                "limits: this user may have \(limit) processes and threads; the service may need 70 when the disk is slow",
                fix: "in the systemd unit: TasksMax=200; a shared host: start it with --threads 1, or ask for more")
        ]
    }

    private var hashing: UInt64 { (scrypt?.memoryBytes ?? 0) * UInt64(machine.processors) }

    private var space: [Finding] {
        guard let limit = machine.limit(.addressSpace), limit < Self.neededSpace + hashing else { return [] }
        return [
            .warning(
                "limits: a process may have \(limit >> 20) MiB of address space; the service wants "
                    + "\((Self.neededSpace + hashing) >> 20), \(hashing >> 20) of them for password hashes",
                fix: "raise it (ulimit -v), or lower MOVIE_BAG_SCRYPT_LOG_N by one or two")
        ]
    }

    private var memory: [Finding] {
        guard scrypt != nil, let available = machine.availableMemory else { return [] }
        let sentence =
            "memory: \(machine.processors) password hashes at once take \(hashing >> 20) MiB of \(available >> 20) available"
        guard hashing > available / 2 else { return [.ok(sentence)] }
        return [.warning(sentence, fix: "lower MOVIE_BAG_SCRYPT_LOG_N by one, which halves it")]
    }
}
