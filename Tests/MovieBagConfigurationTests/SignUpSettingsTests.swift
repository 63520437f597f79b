import MovieBag
import Testing

@testable import MovieBagConfiguration

@Suite struct SignUpSettingsTests {
    private static func read(
        _ environment: [String: String], limits: Limits = Limits()
    ) throws -> (policy: SignUpPolicy, problems: [String]) {
        var reader = try SettingsReader(environment: environment, envFile: nil)
        let policy = SignUpPolicy(&reader, with: limits)
        return (policy, reader.problems.map(\.description))
    }

    @Test func withoutAnySignUpIsAsItWas() throws {
        let (policy, problems) = try Self.read([:])
        #expect(policy == SignUpPolicy(.open) && problems.isEmpty)
        #expect(!policy.requiresProof && !policy.hidesAccounts)
    }

    @Test(arguments: SignUpPolicy.Mode.allCases) func eachModeIsRead(mode: SignUpPolicy.Mode) throws {
        #expect(try Self.read(["MOVIE_BAG_SIGNUP": mode.rawValue]).policy.mode == mode)
    }

    @Test(arguments: ["Open", "yes", "invitations", " "]) func anyOtherModeIsAProblem(text: String) throws {
        #expect(try Self.read(["MOVIE_BAG_SIGNUP": text]).problems.count == 1)
    }

    @Test func hidingIncludesTheProof() throws {
        let required = try Self.read(["MOVIE_BAG_REQUIRE_VERIFIED_EMAIL": "yes"]).policy
        #expect(required.requiresProof && !required.hidesAccounts)
        let hidden = try Self.read(["MOVIE_BAG_HIDE_ACCOUNTS": "yes"]).policy
        #expect(hidden.requiresProof && hidden.hidesAccounts)
    }

    @Test func hidingTakesTheLimits() throws {
        let hidden = ["MOVIE_BAG_HIDE_ACCOUNTS": "yes"]
        #expect(try Self.read(hidden).problems.isEmpty)
        let problems = try Self.read(hidden, limits: .none).problems
        #expect(problems.count == 1 && problems[0].hasPrefix("MOVIE_BAG_HIDE_ACCOUNTS: takes the limits"))
    }
}
