import ArgumentParser
import MovieBag
import MovieBagConfiguration

/// `movie-bag keys remove KID`: takes a key out.
///
/// Tests: KeysCommandTests.swift
struct KeysRemoveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove",
        abstract: "Remove a key that does not sign.",
        discussion: """
            Tokens that it has signed are refused from then on: sessions end, and links are void. `movie-bag keys list` says \
            from when on there are none; before that a key is removed with --force only. The key that signs and the last one \
            are not removed.
            """)

    @Argument(help: "The name of the key, as list has it; - for the one whose tokens name none.")
    var kid: String

    @Flag(help: "Also where tokens that it has signed may still be good.")
    var force = false

    @OptionGroup var settings: SettingsOption

    func run() async throws {
        let keys = try await settings.keys()
        do {
            let path = try keys.path()
            let change = try KeyFileChange(of: path)
            let time = WallClock.system.now
            let old = try change.read().datedRing(at: time)
            let new = try old.removing(kid, at: time)
            let end = keys.end(ofTokensOf: kid, in: old, at: time)
            if let end, !force { throw KeyFailure.needed(kid, until: end) }
            try change.write(new)
            print("Key \(kid) is removed from \(path); within 10 s tokens that it has signed are refused.")
            if let end { print("Some of them would have been good until \(end).") }
        } catch {
            throw CommandFailure.keys(error)
        }
    }
}
