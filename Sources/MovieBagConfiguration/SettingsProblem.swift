/// One thing that is wrong with the configuration. No value of a secret stands in it.
///
/// Tests: SettingsProblemTests.swift
package struct SettingsProblem: Equatable, Sendable, CustomStringConvertible {
    /// What is to be done about it depends on this.
    package enum Kind: Equatable, Sendable {
        /// The setting is bad, or what it names.
        case value
        /// No setting of this program has the name.
        case unknownName
        /// The file of settings holds the secret, and others may read or change it.
        case secretOpenToOthers
        /// Users who are not trusted may change a template.
        case untrustedTemplates
        /// The address to listen on, from the command line or nowhere.
        case listenOption
        /// The file of settings cannot be read.
        case unreadableFile
        /// A line of the file of settings is none.
        case line
    }

    /// The setting that it is about; `nil` when it is about none of this program, or about more than one.
    package let name: SettingName?
    package let kind: Kind
    /// What is wrong; the name of the setting is not in it.
    package let sentence: String

    package init(_ name: SettingName?, kind: Kind = .value, _ sentence: String) {
        self.name = name
        self.kind = kind
        self.sentence = sentence
    }

    /// The sentence, behind the name of the setting if there is one.
    package var description: String { name.map { "\($0.rawValue): \(sentence)" } ?? sentence }

    /// A problem for each name that looks like one of a setting of this program, and is none.
    ///
    /// - Parameter place: where they stand, such as the path of a file.
    static func unknownNames(in names: some Sequence<String>, of place: String) -> [SettingsProblem] {
        names.filter { $0.contains(SettingName.prefix) && SettingName(rawValue: $0) == nil }.sorted().map {
            SettingsProblem(
                nil, kind: .unknownName, "\($0) in \(place) is no setting of this program; see movie-bag serve --help")
        }
    }
}
