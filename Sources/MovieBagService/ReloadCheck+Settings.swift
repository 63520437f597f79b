import FastCGI
import MovieBagConfiguration
import Supervisor

/// Tests: ReloadTests.swift, ReloadRefusalTests.swift
extension ReloadCheck {
    /// Looks at the settings as they are at a reload.
    ///
    /// - Parameters:
    ///   - envFile: what `--env-file` says.
    ///   - listen: what `--listen` says.
    ///   - listening: where and how the socket was opened: what has changed of that holds only from the next start on.
    package init(envFile: String?, listen: String?, listening: ListenSettings) {
        var variables: [String: String] = [:]
        do {
            var reader = try SettingsReader(
                environment: ProcessEnvironment.variables, environmentSecret: ProcessEnvironment.secret,
                envFile: envFile)
            variables = WorkerVariables.of(reader.database)
            // A socket that was inherited has no name among the settings.
            let place = listen ?? (reader.text(.listen) == nil ? "fd:0" : nil)
            let now = ListenSettings(&reader, listen: place, threads: nil, replacesLive: false)
            Settings.requireDatabase(&reader)
            _ = try Settings(&reader)
            self.init(
                problems: [], warnings: now.map { Self.differences(of: $0, from: listening) } ?? [],
                variables: variables)
        } catch {
            self.init(problems: error.problems.map(\.description), warnings: [], variables: variables)
        }
    }

    private static func differences(of now: ListenSettings, from before: ListenSettings) -> [String] {
        let names: [SettingName?] = [
            now.address == before.address ? nil : .listen,
            now.access.mode == before.access.mode ? nil : .socketMode,
            now.access.group == before.access.group ? nil : .socketGroup,
        ]
        return names.compactMap(\.self).map {
            "\($0.rawValue) has changed: that holds from the next start of the service on, not from a reload"
        }
    }
}
