import TestSite
import Testing

extension EndToEndTests {
    /// The list of what the program was built from (`make sbom`), here of the program that these tests run.
    @EndToEnd
    @Suite struct SBOMTests {
        /// ASVS 15.1.2
        @Test func itNamesEveryPackageOfTheProgram() throws {
            let urls = try Self.urls()
            let manifest = try Files.text("\(Repository.path)/Package.swift").split(separator: "\n")
            let packages = manifest.filter { $0.contains(".package(url: \"https://") }
            #expect(packages.count >= 6)
            for line in packages {
                let place = line.split(separator: "\"")[1].dropFirst("https://".count)
                #expect(urls.contains { $0.hasPrefix("pkg:swift/\(place)@") }, "\(place)")
            }
            // They resolve this one for a part of theirs that the program does not have.
            #expect(!urls.contains { $0.contains("swift-service-lifecycle") })
        }

        /// ASVS 15.1.2
        @Test(arguments: [
            "deb/debian/libfcgi0ldbl", "deb/debian/libsqlite3-0", "deb/debian/libssl3", "deb/debian/libcrypt1",
            "github/swiftlang/swift", "pypi/django", "pypi/zxcvbn", "generic/movie-bag",
            "generic/unicode-character-database",
        ])
        func itNamesWhatElseIsInItOrLoadedByIt(name: String) throws {
            let system = try Files.text("/etc/os-release").contains("ID=ubuntu") ? "ubuntu" : "debian"
            let name = name.replacing("/debian/", with: "/\(system)/")
            // Ubuntu's libssl3 has another ending.
            let found = try Self.urls().filter { $0.hasPrefix("pkg:\(name)@") || $0.hasPrefix("pkg:\(name)t64@") }
            #expect(found.count == 1)
            #expect(found.first?.split(separator: "@").last?.contains { $0.isNumber } == true, "a version")
        }

        /// Its bytes depend on nothing but the build: there is a time in it only where one is given.
        @Test func itIsJSONWithTheSameBytesEachTime() throws {
            let text = try Self.once.get()
            #expect(try Self.text() == text)
            #expect(!text.contains("timestamp") && !text.contains("serialNumber"))
            let version = "import json, sys; print(json.loads(sys.argv[1])['specVersion'])"
            let read = try FinishedProgram(["/usr/bin/env", "python3", "-c", version, text])
            #expect(read.output == "1.5\n", "\(read.errors)")
            let dated = try Self.text(["SOURCE_DATE_EPOCH": "1700000000"])
            #expect(dated.contains(#""timestamp": "2023-11-14T22:13:20Z""#))
        }

        @Test func withoutAProgramItSaysWhatToDo() throws {
            let run = try FinishedProgram([
                "\(Repository.path)/deploy/package/sbom", "--build", "/nowhere", "--output", "-",
            ])
            #expect(run.ending == .status(1) && run.output.isEmpty)
            #expect(run.errors.contains("run `make build` first"))
        }

        private static func text(_ environment: [String: String] = [:]) throws -> String {
            let build = Repository.program.split(separator: "/").dropLast().reduce("") { "\($0)/\($1)" }
            let run = try FinishedProgram(
                ["\(Repository.path)/deploy/package/sbom", "--build", build, "--output", "-"], environment: environment)
            #expect(run.ending == .status(0), "\(run.errors)")
            return run.output
        }

        /// It takes some seconds to make.
        private static let once = Result { try text() }

        /// The package URLs in it.
        private static func urls() throws -> [Substring] {
            try once.get().split(separator: "\n").compactMap { line in
                let parts = line.split(separator: "\"")
                return parts.count >= 4 && parts[1] == "purl" ? parts[3] : nil
            }
        }
    }
}
