import MovieBag
import MovieBagConfiguration

/// The keys that tokens are signed with. Nothing of them is ever shown.
struct SecretCheck {
    let machine: Machine
    let serviceUser: UInt32
    let source: SecretSource
    /// How long tokens are good.
    let lifetimes: TokenLifetimes

    private static let newKey = "openssl rand -base64 32"

    var findings: [Finding] {
        switch source {
        case .unknown: [.skipped("secret: it would be beside the database, and where that is cannot be told")]
        case .both:
            [
                .problem(
                    "secret: MOVIE_BAG_JWT_SECRET and MOVIE_BAG_JWT_SECRET_FILE are both given",
                    fix: "keep one of them; the file is safer")
            ]
        case .text(let length, _) where length < TokenSecret.minimum:
            [
                .problem(
                    "secret: MOVIE_BAG_JWT_SECRET has \(length) bytes; at least \(TokenSecret.minimum) are needed",
                    fix: "make a new one:\n\(Self.newKey)")
            ]
        case .text(_, .file):
            [.ok("secret: MOVIE_BAG_JWT_SECRET is in the settings file and long enough")]
        case .text(_, .environment):
            [
                .warning(
                    "secret: MOVIE_BAG_JWT_SECRET is in the environment, which more programs show than one would think",
                    fix: "write it to a file, and have MOVIE_BAG_JWT_SECRET_FILE name that:\n(umask 077; cat > FILE)")
            ]
        case .file(let path):
            machine.status(path) == nil ? [missing(path)] : judge(path)
        case .beside(let path):
            machine.status(path) == nil
                ? [.ok("secret: none is given; the first start makes \(path), for its owner only")] : judge(path)
        }
    }

    private func missing(_ path: String) -> Finding {
        .problem(
            "secret: there is no \(path), which MOVIE_BAG_JWT_SECRET_FILE names",
            fix: "make it:\n(umask 077; \(Self.newKey) > \(path))")
    }

    private func judge(_ path: String) -> [Finding] {
        guard let status = machine.status(path), status.kind == .file else {
            return [.problem("secret: \(path) is not a file", fix: "move it away:\nmv \(path) \(path).old")]
        }
        let owner = machine.userName(serviceUser)
        guard machine.obstacle(.reading, path) == nil, let file = machine.keyFile(path) else {
            return [.problem("secret: \(path) cannot be read", fix: "sudo chown \(owner): \(path)")]
        }
        var findings = file.problems.map { problem in
            Finding.problem(
                "secret: \(problem)",
                fix: """
                    correct it, or put a copy of the file in its place. Or make a new key; everybody has to log in again:
                    (umask 077; \(Self.newKey) > \(path))
                    """)
        }
        if FileContents.isOpenToOthers(status.mode) {
            findings.append(
                .problem(
                    "secret: others may read or change \(path) (mode \(status.modeText)), and so make tokens",
                    fix: "chmod 600 \(path)\nand if another user may have read it:\nmovie-bag keys rotate --now"))
        }
        if status.owner != serviceUser && status.owner != 0 {
            findings.append(
                .problem(
                    "secret: \(path) belongs to \(machine.userName(status.owner)), who can read and replace it",
                    fix: "sudo chown \(owner): \(path)"))
        }
        let rights = "not open to others (mode \(status.modeText))"
        if findings.isEmpty {
            findings.append(
                .ok("secret: \(path) \(file.ring.map(keys) ?? "is long enough and") \(rights)"))
        }
        return findings + KeyRingCheck(machine: machine, path: path, ring: file.ring, lifetimes: lifetimes).findings
    }

    /// Such as `holds 2 keys, of which 20261129-5f3ac2d1 signs, and is`.
    private func keys(_ ring: KeyRing) -> String {
        let (count, name) = (ring.keys.count, ring.signingKey(at: machine.now).name)
        return count == 1 ? "holds key \(name) and is" : "holds \(count) keys, of which \(name) signs, and is"
    }
}
