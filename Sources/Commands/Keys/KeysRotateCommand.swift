import ArgumentParser
import MovieBag
import MovieBagConfiguration

/// `movie-bag keys rotate`: adds a key, or puts one in the place of all.
///
/// Tests: KeysCommandTests.swift
struct KeysRotateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rotate",
        abstract: "Add a key that signs from two minutes on.",
        discussion: """
            The new key verifies at once, and the older ones go on verifying until they are removed: no session and no \
            link ends. Keep a copy of the file with the one of the database.
            """)

    @Flag(
        help: """
            For a key that others may know: the new key signs at once, and all older keys are removed. Everybody has to log \
            in again, and the links in mails are void.
            """)
    var now = false

    @OptionGroup var settings: SettingsOption

    func run() async throws {
        let keys = try await settings.keys()
        do {
            let path = try keys.path()
            let change = try KeyFileChange(of: path)
            let time = WallClock.system.now
            let old = try change.read().datedRing(at: time)
            if now {
                let new = try KeyRing.renewed(at: time)
                try change.write(new)
                print(
                    """
                    Key \(new.oldest.name) is the only one in \(path). It signs at once; within 10 s the older ones are not \
                    taken any more: everybody has to log in again, and the links in mails are void.
                    """)
            } else {
                let (new, key) = try old.rotated(at: time)
                try change.write(new)
                print(
                    """
                    Key \(key.name) is added to \(path). It verifies at once, and signs from \(key.created) on. No session \
                    and no link ends; `movie-bag keys list` says when an older key may be removed.
                    """)
            }
        } catch {
            throw CommandFailure.keys(error)
        }
    }
}
