import Configuration
import FoundationEssentials
import Glibc
import SystemPackage

/// Reads settings by name, from the environment first and then from the environment file, and remembers every
/// problem instead of stopping at the first.
struct SettingsReader {
    private let config: ConfigReader
    private(set) var problems: [String] = []

    /// - Throws: ``SettingsError`` when the file that was named cannot be read.
    init(environment: [String: String], envFile: String?) async throws(SettingsError) {
        let secrets = SecretsSpecifier<String, String>.specific([SettingName.secret.rawValue])
        var providers: [any ConfigProvider] = [
            EnvironmentVariablesProvider(environmentVariables: environment, secretsSpecifier: secrets)
        ]
        problems = Self.unknownNames(in: environment.keys, of: "the environment")
        if let file = envFile ?? environment[SettingName.envFile.rawValue] {
            guard access(file, R_OK) == 0 else {
                let reason = String(cString: strerror(errno))
                throw SettingsError(problems: ["the settings file \(file) cannot be read: \(reason)"])
            }
            do {
                let text = try String(contentsOfFile: file, encoding: .utf8)
                problems += Self.unknownNames(in: Self.names(in: text), of: file)
                providers.append(
                    try await EnvironmentVariablesProvider(
                        environmentFilePath: FilePath(file), secretsSpecifier: secrets))
            } catch {
                throw SettingsError(problems: ["the settings file \(file) cannot be read: \(error)"])
            }
        }
        config = ConfigReader(providers: providers)
    }

    /// The text of a setting; `nil` when it is not given. An empty one counts as not given.
    func text(_ name: SettingName) -> String? {
        let key = ConfigKey(name.rawValue.lowercased().split(separator: "_").map(String.init))
        let text = config.string(forKey: key, isSecret: name == .secret)
        return text?.isEmpty == true ? nil : text
    }

    /// A whole number within `range`.
    mutating func number(_ name: SettingName, default standard: Int, in range: ClosedRange<Int>) -> Int {
        guard let text = text(name) else { return standard }
        guard let number = Int(text), range.contains(number) else {
            refuse(name, "must be a whole number from \(range.lowerBound) to \(range.upperBound)")
            return standard
        }
        return number
    }

    /// A setting that is `yes` or `no`.
    mutating func `switch`(_ name: SettingName, default standard: Bool) -> Bool {
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
    mutating func refuse(_ problem: String) {
        problems.append(problem)
    }

    /// Remembers that a setting is wrong.
    mutating func refuse(_ name: SettingName, _ problem: String) {
        problems.append("\(name.rawValue): \(problem)")
    }

    private static func unknownNames(in names: some Sequence<String>, of place: String) -> [String] {
        // Not only a prefix: "export MOVIE_BAG_…" in a file is no name either, and would be passed over in silence.
        names.filter { $0.contains("MOVIE_BAG_") && SettingName(rawValue: $0) == nil }.sorted()
            .map { "\($0) in \(place) is no setting of this program; see movie-bag serve --help" }
    }

    /// The names in the text of an environment file. The library that reads the values does not list them.
    private static func names(in text: String) -> [String] {
        text.split(whereSeparator: \.isNewline).compactMap { line in
            guard let equals = line.firstIndex(of: "=") else { return nil }
            let words = line[..<equals].split(whereSeparator: \.isWhitespace)
            return words.first?.first == "#" ? nil : words.joined(separator: " ")
        }
    }
}
