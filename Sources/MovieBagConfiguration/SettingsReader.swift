import Configuration
import Cryptography
import MovieBag

/// Reads settings by name, from the environment first and then from the environment file, and remembers every
/// problem instead of stopping at the first.
///
/// Tests: SettingsTests.swift
package struct SettingsReader {
    private let config: ConfigReader
    /// MOVIE_BAG_JWT_SECRET; `nil` when it is not given.
    package let secret: GivenSecret?
    /// The file that settings came from; `nil` when there is none.
    let envFile: String?
    /// Where the database is, its path resolved once; `nil` when the setting names no place that this build knows.
    package let database: StorageLocation?
    package private(set) var problems: [SettingsProblem] = []

    /// - Parameters:
    ///   - environment: the environment variables.
    ///   - environmentSecret: MOVIE_BAG_JWT_SECRET, when it has been taken out of them.
    ///   - envFile: the file; MOVIE_BAG_ENV_FILE names one otherwise.
    /// - Throws: ``SettingsError`` when the file that was named cannot be read, or has a line that is none.
    package init(
        environment: [String: String], environmentSecret: SecretBytes? = nil, envFile: String?
    ) throws(SettingsError) {
        var file: SettingsFile?
        problems = SettingsProblem.unknownNames(in: environment.keys, of: "the environment")
        // An empty value counts as not given, as for every setting.
        self.envFile = envFile ?? environment[SettingName.envFile.rawValue].flatMap { $0.isEmpty ? nil : $0 }
        if let path = self.envFile {
            let read = try SettingsFile(path: path)
            problems += SettingsProblem.unknownNames(in: read.values.keys, of: path)
            if let secret = read.secret, secret.count > 0, read.isOpenToOthers {
                problems.append(
                    SettingsProblem(
                        nil, kind: .secretOpenToOthers,
                        """
                        \(path) holds MOVIE_BAG_JWT_SECRET, and others than its owner and the readers of its group may read or \
                        change it (mode \(read.modeText)): chmod 640 it, and give the service a new secret if others may have \
                        read this one
                        """))
            }
            file = read
        }
        secret = GivenSecret(
            environment: environmentSecret
                ?? environment[SettingName.secret.rawValue].map { SecretBytes(cleansing: Array($0.utf8)) },
            file: file?.secret)
        let config = ConfigReader(
            providers: [environment, file?.values ?? [:]].map { EnvironmentVariablesProvider(environmentVariables: $0) }
        )
        self.config = config
        var trouble: [String] = []
        database = StorageLocation.named(Self.textOrDefault(.database, config)) { trouble.append($0) }
        problems += trouble.map { SettingsProblem(.database, $0) }
    }

    /// The text of a setting; `nil` when it is not given. An empty one counts as not given.
    ///
    /// - Parameter name: any but ``SettingName/secret``, which is no text.
    package func text(_ name: SettingName) -> String? { Self.text(name, config) }

    /// The text of a setting whose default is a text too: what is given, or its default.
    func textOrDefault(_ name: SettingName) -> String { Self.textOrDefault(name, config) }

    private static func textOrDefault(_ name: SettingName, _ config: ConfigReader) -> String {
        guard let text = text(name, config) ?? name.setting.standard else {
            preconditionFailure("\(name) has no default")
        }
        return text
    }

    private static func text(_ name: SettingName, _ config: ConfigReader) -> String? {
        let key = ConfigKey(name.rawValue.lowercased().split(separator: "_").map(String.init))
        let text = config.string(forKey: key)
        return text?.isEmpty == true ? nil : text
    }

    /// A setting that is a whole number: what is given, or its default.
    mutating func number(_ name: SettingName) -> Int {
        guard case .number(let standard, let range) = name.setting.kind else {
            preconditionFailure("\(name) is no number")
        }
        guard let text = text(name) else { return standard }
        guard let number = Int(text), range.contains(number) else {
            refuse(name, "must be a whole number from \(range.lowerBound) to \(range.upperBound)")
            return standard
        }
        return number
    }

    /// A setting that is `yes` or `no`: what is given, or its default.
    mutating func `switch`(_ name: SettingName) -> Bool {
        guard case .toggle(let standard) = name.setting.kind else {
            preconditionFailure("\(name) is not yes or no")
        }
        switch text(name) {
        case nil: return standard
        case "yes": return true
        case "no": return false
        default:
            refuse(name, "must be yes or no")
            return standard
        }
    }

    /// Whatever `parse` makes of a setting; its error becomes a problem.
    mutating func value<Value>(_ name: SettingName, parse: (String) throws -> Value?) -> Value? {
        guard let text = text(name) else { return nil }
        do {
            return try parse(text)
        } catch {
            refuse(name, "\(error)")
            return nil
        }
    }

    /// Remembers a problem.
    mutating func refuse(_ problem: SettingsProblem) {
        problems.append(problem)
    }

    /// Remembers that a setting is wrong.
    mutating func refuse(_ name: SettingName, _ problem: String) {
        problems.append(SettingsProblem(name, problem))
    }
}
