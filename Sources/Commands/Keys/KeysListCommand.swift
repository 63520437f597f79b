import ArgumentParser
import MovieBag
import MovieBagConfiguration

/// `movie-bag keys list`: a line for each key.
///
/// Tests: KeysCommandTests.swift
struct KeysListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the keys, the oldest first.",
        discussion: """
            The columns, with a tab between them: the name, - for a key whose tokens name none; from when on it signs; \
            signs, verifies, or signs from when; and for one that only verifies, from when on it may be removed without \
            ending a session or a link, by the lifetimes of tokens that are set now. Times are UTC.
            """)

    @OptionGroup var settings: SettingsOption

    func run() async throws {
        let keys = try await settings.keys()
        do {
            let now = WallClock.system.now
            for (key, state) in try keys.ring(at: now).states(at: now) {
                print(
                    [key.name, "\(key.created)", text(state, key), removal(state, keys, now)].joined(separator: "\t"))
            }
        } catch {
            throw CommandFailure.keys(error)
        }
    }

    private func text(_ state: KeyState, _ key: TokenKey) -> String {
        switch state {
        case .signs: "signs"
        case .verifies: "verifies"
        case .waits: "signs from \(key.created)"
        }
    }

    private func removal(_ state: KeyState, _ keys: ConfiguredKeys, _ now: UnixTime) -> String {
        guard case .verifies(let stopped) = state else { return "" }
        let end = keys.lifetimes.end(ofTokensSignedUntil: stopped)
        return end <= now ? "may be removed" : "may be removed from \(end)"
    }
}
