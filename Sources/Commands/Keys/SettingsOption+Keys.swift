import ArgumentParser
import MovieBag
import MovieBagConfiguration
import Processes

/// Tests: KeysCommandTests.swift, RootTests.swift
extension SettingsOption {
    /// Where the keys are, unless root runs this for a file of another user. A file that is named may belong to root where the
    /// database does not: then only root can change it.
    ///
    /// - Throws: the exit status, after the reason was printed.
    func keys() async throws -> ConfiguredKeys {
        do {
            var reader = try reader()
            let source = SecretSource(reader, database: reader.database?.file)
            if case .file(let path) = source {
                _ = try WrongUserError.check(path)
            } else if let path = reader.database?.file {
                try WrongUserError.check(path)?.print()
            }
            let lifetimes = TokenLifetimes(&reader)
            let problems = reader.problems + (source.problem.map { [$0] } ?? [])
            guard problems.isEmpty else { throw SettingsError(problems: problems) }
            return ConfiguredKeys(source: source, given: reader.secret, lifetimes: lifetimes)
        } catch let error as WrongUserError {
            throw CommandFailure.of(error)
        } catch {
            throw CommandFailure.configuration(error)
        }
    }
}

extension CommandFailure {
    /// Prints why keys could not be shown or changed, a line for each reason.
    static func keys(_ error: any Error) -> ExitCode {
        guard let error = error as? KeyFileError else { return of(error) }
        for problem in error.problems { say(problem) }
        return ExitCode(.refused)
    }
}
