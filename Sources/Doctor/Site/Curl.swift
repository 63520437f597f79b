import Glibc
import Subprocess

/// Asks a site through the `curl` program, which has the machine's own certificates and needs no library of ours.
///
/// Tests: DoctorSiteTests.swift, DoctorCertificateTests.swift
package struct Curl: Sendable {
    /// A file with the certificate of the authority that signed the site's, when the machine does not know it.
    let certificateFile: String?
    /// Where the program is looked for.
    let searchPath: String

    package init(certificateFile: String?, searchPath: String) {
        self.certificateFile = certificateFile
        self.searchPath = searchPath
    }

    private static let seconds = 10
    /// More than any response that is asked for has; what is longer is no response of the service.
    private static let mostBytes = 4 << 20

    /// Sends one request and waits for its response, ten seconds at most.
    package func ask(_ request: SiteRequest) async -> SiteOutcome {
        do {
            return try await run(request)
        } catch let error as SubprocessError where error.code == .executableNotFound {
            return .failure(.noProgram)
        } catch {
            return .failure(.other("curl could not be used: \(error)"))
        }
    }

    private func run(_ request: SiteRequest) async throws -> SiteOutcome {
        // When curl ends before it has read its input, that is no reason for us to end too (pipe(7)).
        signal(SIGPIPE, SIG_IGN)
        let program = try await Subprocess.run(
            .name("curl"), arguments: Arguments(arguments(for: request)),
            environment: .custom(["PATH": searchPath, "LC_ALL": "C"]),
            input: .array(request.body ?? []), output: .bytes(limit: Self.mostBytes), error: .string(limit: 64 << 10))
        guard case .exited(0) = program.terminationStatus else {
            return .failure(failure(program.terminationStatus, saying: program.standardError))
        }
        guard let response = SiteResponse(printed: program.standardOutput) else {
            return .failure(.other("what it answered is no HTTP"))
        }
        return .response(response)
    }

    private func arguments(for request: SiteRequest) -> [String] {
        // `-q` first: no .curlrc is read. No redirect is followed.
        var arguments = [
            "-q", "--silent", "--show-error", "--include", "--globoff", "--path-as-is", "--http1.1",
            "--proto", "=http,https", "--max-time", "\(Self.seconds)",
        ]
        if let certificateFile { arguments += ["--cacert", certificateFile] }
        arguments += request.method == "HEAD" ? ["--head"] : ["--request", request.method]
        // Not asked whether it may send the body: some servers answer that instead of what was asked.
        for field in request.fields + ["Expect:"] { arguments += ["--header", field] }
        if request.body != nil { arguments += ["--data-binary", "@-"] }
        return arguments + ["--url", request.url]
    }

    /// What its exit status means (curl(1), EXIT CODES).
    private func failure(_ status: TerminationStatus, saying text: String) -> SiteFailure {
        let line = text.split(separator: "\n").first.map(String.init) ?? "curl ended with \(status)"
        guard case .exited(let code) = status else { return .other(line) }
        return switch code {
        case 6: .unknownHost
        case 7: .refused
        case 28: .timedOut
        case 51, 60, 77: .badCertificate(line)
        default: .other(line)
        }
    }
}
