import TestFiles
import TestSite
import Testing

extension EndToEndTests {
    /// The description of the API, judged by a program that is not ours (PyPI: openapi-spec-validator).
    @EndToEnd
    @Suite struct OpenAPITests {
        private nonisolated static let hasValidator: Bool = {
            let program = try? FinishedProgram(["/usr/bin/env", "python3", "-c", "import openapi_spec_validator"])
            return program?.ending == .status(0)
        }()

        @Test(.enabled("needs openapi-spec-validator") { hasValidator })
        func itIsValidOpenAPI31() throws {
            let directory = try TemporaryDirectory()
            let site = try Site()
            let text = try site.client.get("/api/openapi.json").text
            try Files.write(text, to: directory["openapi.json"])
            let script = """
                import json, sys
                from openapi_spec_validator import OpenAPIV31SpecValidator
                for error in OpenAPIV31SpecValidator(json.load(open(sys.argv[1]))).iter_errors(): print(error)
                """
            let validator = try FinishedProgram(
                ["/usr/bin/env", "python3", "-c", script, directory["openapi.json"]], limit: .seconds(60))
            #expect(
                validator.ending == .status(0) && validator.output.isEmpty, "\(validator.output)\(validator.errors)")
        }
    }
}
