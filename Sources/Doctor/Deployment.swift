import FastCGI
import MovieBag
import MovieBagConfiguration
import Text

/// What is to be examined: the settings that `serve` would have, good or bad.
///
/// Tests: ConfigurationCheckTests.swift
package struct Deployment {
    /// The file that settings came from.
    let envFile: String?
    /// Everything that `serve` would refuse; the secret has its own check.
    let problems: [SettingsProblem]
    package let draft: SettingsDraft
    let secret: SecretSource
    package let givenSite: String?
    package let bodyLimit: Int
    /// Where it would listen; `nil` when what was given is no address.
    let address: ListenAddress?
    let socketAccess: SocketAccess

    /// Reads everything and makes nothing.
    package init(_ reader: inout SettingsReader, envFile: String?, listen: String?) {
        self.envFile = envFile
        draft = SettingsDraft(&reader)
        // Who starts the service with a socket as its descriptor 0 gives no address, and the doctor has no such socket.
        let isGiven = listen != nil || reader.text(.listen) != nil
        let listening = ListenSettings(
            &reader, listen: isGiven ? listen : "fd:0", threads: nil, replacesLive: false)
        address = listening?.address
        bodyLimit = listening?.server.maximumBodyBytes ?? Self.standardBodyLimit
        socketAccess = listening?.access ?? SocketAccess()
        givenSite = reader.text(.publicURL)
        secret = SecretSource(reader, database: draft.database?.file)
        problems = reader.problems
    }

    /// What MOVIE_BAG_MAX_BODY_BYTES is when it is not given.
    package static var standardBodyLimit: Int {
        guard case .number(let standard, _) = SettingName.maxBodyBytes.setting.kind else { return 0 }
        return standard
    }

    /// Whether the secret stands in the file of settings.
    var holdsSecret: Bool {
        if case .text(_, .file) = secret { true } else { false }
    }

    /// The directory of the database; `nil` when that is no file.
    var directory: String? { draft.database?.file.map(PathName.directory) }

    /// Who the service runs as: when root looks, whose the database is, or its directory; else who looks, unless both are
    /// another user's.
    func serviceUser(on machine: Machine) -> UInt32 {
        let owners = [draft.database?.file, directory].compactMap { $0.flatMap(machine.status)?.owner }
        guard machine.user == 0 else {
            return owners.count < 2 || owners.contains(machine.user) ? machine.user : owners[0]
        }
        return owners.first ?? 0
    }
}
