import ArgumentParser

/// `movie-bag keys`: the keys that sign tokens.
///
/// Tests: KeysCommandTests.swift
struct KeysCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys",
        abstract: "Show and change the keys that sign tokens.",
        discussion: """
            Several keys are in one file: the newest whose time has come signs, and all of them verify. Every process of \
            the service looks at the file every 10 s, so nothing has to be restarted. No part of a key is shown. Run these \
            as the user that owns the file. Exit status: 0 when it was done, 1 on failure; the \
            reason is on standard error.
            """,
        subcommands: [KeysListCommand.self, KeysRotateCommand.self, KeysRemoveCommand.self])
}
