// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
]
let optimized = settings + [.unsafeFlags(["-O"], .when(configuration: .debug))]

/// A target under Sources/ with the settings that all of them share.
func library(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

/// A target under Sources/ in which tests spend their time, and that is optimized in debug builds too: without that the unit tests took
/// nearly twice the processor time. It has no `assert`, which would not be checked; preconditions, bounds and overflows are.
func tool(
    _ name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = [], resources: [Resource] = []
) -> Target {
    .target(
        name: name, dependencies: dependencies, exclude: exclude, resources: resources,
        swiftSettings: optimized)
}

/// A test target under Tests/ with the settings that all of them share.
func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .testTarget(name: name, dependencies: dependencies, swiftSettings: settings)
}

let mustache: Target.Dependency = .product(name: "Mustache", package: "swift-mustache")
let subprocess: Target.Dependency = .product(name: "Subprocess", package: "swift-subprocess")
let systemPackage: Target.Dependency = .product(name: "SystemPackage", package: "swift-system")
let argumentParser: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")

let package = Package(
    name: "movie-bag",
    products: [
        .executable(name: "movie-bag", targets: ["movie-bag"])
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0", traits: []),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    ],
    targets: [
        // C libraries, and what Glibc hides from Swift: a module map and a shim header, no logic.
        .systemLibrary(name: "CFastCGI", pkgConfig: "fcgi", providers: [.apt(["libfcgi-dev"])]),
        .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
        .systemLibrary(name: "CLinux"),
        .systemLibrary(name: "COpenSSL", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),

        // Tools: they know nothing of movies. KernelFiles, Text, Memory, Threads and JSON are at the bottom, the others do not
        // know each other.
        library("KernelFiles"),
        tool("Text"),
        tool("Memory", ["COpenSSL"]),
        library("Threads"),
        tool("JSON", ["Memory", "Text"]),
        library("FastCGI", ["CFastCGI", "Memory", "Text", "Threads"]),
        tool("SQLite", ["CSQLite", "KernelFiles", "Text", "Threads"]),
        tool("Cryptography", ["COpenSSL", "JSON", "Memory", "Text", "Threads"]),
        tool("Mail", ["Text", subprocess, systemPackage]),
        tool("Web", ["Memory", "Text"]),
        // Normal forms and words for searches, with tables of Unicode as data.
        tool(
            "Folding", exclude: ["LICENSE-UNICODE.txt", "README.md", "make-tables"],
            resources: ["decompositions", "folds", "pairs", "properties", "records", "texts"].map {
                .embedInCode("\($0).bin")
            }),
        // Data: a list that the program holds.
        .target(
            name: "CommonPasswords", exclude: ["LICENSE-DJANGO.txt", "LICENSE-ZXCVBN.txt", "README.md", "make-list"],
            resources: [.embedInCode("common-passwords.txt")], swiftSettings: settings),

        // The domain: no HTTP, no SQL, no C.
        tool(
            "MovieBag",
            ["CommonPasswords", "Cryptography", "Folding", "JSON", "Mail", "Memory", "Text", "Threads", mustache]),

        // The edges.
        tool("MovieBagSQLite", ["Mail", "MovieBag", "SQLite", "Text", "Threads"]),
        // The one place that knows which edge stores what.
        library("MovieBagStorage", ["MovieBag", "MovieBagSQLite"]),
        tool("MovieBagAPI", ["Cryptography", "JSON", "Mail", "Memory", "MovieBag", "Text", "Threads", "Web"]),
        tool("MovieBagPages", ["Cryptography", "JSON", "Mail", "Memory", "MovieBag", "Text", "Web"]),

        // The program, from the bottom up. MovieBagSite puts together what is behind the router, for tests too.
        library(
            "MovieBagSite", ["Cryptography", "MovieBag", "MovieBagAPI", "MovieBagPages", "Web"]),
        library("Processes", ["CLinux", "KernelFiles", "Threads"]),
        library("ServiceLog", ["Processes", "Threads", logging]),
        library("Supervisor", ["Cryptography", "FastCGI", "Memory", "Processes", "ServiceLog"]),
        tool(
            "MovieBagConfiguration",
            [
                "Cryptography", "FastCGI", "Mail", "Memory", "MovieBag", "MovieBagPages", "MovieBagStorage",
                "Processes",
                "Text", logging, .product(name: "Configuration", package: "swift-configuration"),
            ]),
        library(
            "MovieBagService",
            [
                "Cryptography", "FastCGI", "Mail", "Memory", "MovieBag", "MovieBagAPI", "MovieBagConfiguration",
                "MovieBagSite", "MovieBagStorage", "Processes", "ServiceLog", "Supervisor", "Text", "Threads", "Web",
                logging,
            ]),
        library(
            "Doctor",
            [
                "Cryptography", "FastCGI", "KernelFiles", "Mail", "Memory", "MovieBag", "MovieBagConfiguration",
                "MovieBagStorage", "Processes", "Text", subprocess, systemPackage,
            ]),
        library(
            "Commands",
            [
                "Cryptography", "Doctor", "FastCGI", "Mail", "MovieBag", "MovieBagConfiguration", "MovieBagPages",
                "MovieBagService", "MovieBagStorage", "Processes", "ServiceLog", "Supervisor", "Text", "Threads",
                argumentParser, logging,
            ]),
        .executableTarget(name: "movie-bag", dependencies: ["Commands"], swiftSettings: settings),

        // Tests, in the order of their subjects; TestFiles has what they need of the file system.
        .target(name: "TestFiles", path: "Tests/TestFiles", swiftSettings: settings),
        tests("KernelFilesTests", ["KernelFiles"]),
        tests("MemoryTests", ["Memory"]),
        tests("TextTests", ["Text"]),
        tests("ThreadsTests", ["Threads"]),
        tests("JSONTests", ["JSON", "TestFiles"]),
        tests("FastCGITests", ["FastCGI", "Memory", "TestFiles", "Threads"]),
        tests("SQLiteTests", ["SQLite", "Threads", "CSQLite", "TestFiles"]),
        tests("CryptographyTests", ["Cryptography", "COpenSSL", "JSON", "TestFiles", "Threads"]),
        tests("MailTests", ["Mail", subprocess, systemPackage]),
        tests("WebTests", ["Memory", "Text", "Web"]),
        .testTarget(
            name: "FoldingTests", dependencies: ["Folding"], exclude: ["make-vectors"],
            resources: [.embedInCode("vectors.txt")], swiftSettings: settings),
        tests(
            "MovieBagTests", ["CommonPasswords", "Cryptography", "Mail", "MovieBag", "TestFiles", "Text", "Threads"]),
        tests(
            "StoreTests",
            ["Cryptography", "Folding", "Mail", "MovieBag", "MovieBagSQLite", "SQLite", "Threads", "TestFiles"]),
        // Reads pages, for tests and fuzzing.
        .target(
            name: "TestPages", path: "Tests/TestPages",
            swiftSettings: optimized),
        // Reads responses and compares them with the description of the API.
        .target(
            name: "TestAPI", dependencies: ["JSON", "MovieBag", "MovieBagAPI", "Web"], path: "Tests/TestAPI",
            swiftSettings: optimized),
        // Everything behind the router: the API, and the pages as they answer.
        tests(
            "MovieBagAPITests",
            [
                "Cryptography", "Folding", "JSON", "Mail", "Memory", "MovieBag", "MovieBagAPI", "MovieBagPages",
                "MovieBagSQLite", "MovieBagSite", "SQLite", "TestAPI", "TestFiles", "TestPages", "Text", "Threads",
                "Web",
            ]),
        tests("MovieBagPagesTests", ["Cryptography", "JSON", "Memory", "MovieBag", "MovieBagPages", "Web"]),
        // Through a real web server: TestSite puts a whole site up for a test.
        .target(
            name: "TestSite", dependencies: ["JSON", "TestFiles", "Threads"], path: "Tests/TestSite",
            swiftSettings: settings),
        // People at a browser, through a real web server.
        .testTarget(
            name: "BrowserTests", dependencies: ["movie-bag", "JSON", "TestFiles", "TestSite", "Threads"],
            exclude: ["requirements.txt", "run", "validate"], swiftSettings: settings),
        tests("EndToEndTests", ["movie-bag", "TestFiles", "TestSite", "Threads"]),
        .testTarget(
            name: "ServerTests", dependencies: ["movie-bag", "TestFiles", "TestSite", "Threads"],
            exclude: ["run", "results.md", "run-load", "restarts.md", "Load/web-load.lua"],
            swiftSettings: settings),
        .testTarget(
            name: "FaultTests",
            dependencies: [
                "movie-bag", "Cryptography", "Mail", "MovieBag", "MovieBagSQLite", "TestFiles", "TestSite", "Threads",
            ],
            exclude: ["run", "results.md", "Mail/smtp-sink.py", "Mail/read-mail.py"],
            swiftSettings: settings),
        tests("ProcessesTests", ["Processes", "TestFiles"]),
        tests("ServiceLogTests", ["Processes", "ServiceLog", logging, "TestFiles"]),
        tests("SupervisorTests", ["Processes", "Supervisor"]),
        tests(
            "MovieBagConfigurationTests",
            [
                "Cryptography", "FastCGI", "Mail", "MovieBag", "MovieBagConfiguration", "MovieBagPages",
                "MovieBagStorage", "TestFiles", logging,
            ]),
        tests(
            "MovieBagServiceTests",
            [
                "Cryptography", "FastCGI", "MovieBag", "MovieBagAPI", "MovieBagService", "ServiceLog", "TestFiles",
                "Threads", "Web",
                logging,
            ]),
        tests(
            "DoctorTests",
            [
                "Cryptography", "Doctor", "FastCGI", "Mail", "MovieBag", "MovieBagConfiguration", "MovieBagStorage",
                "TestFiles", "Web",
            ]),
        tests("CommandsTests", ["Commands", "Mail", "MovieBag"]),
        // What is done with random input; FuzzTests give it what is kept, libFuzzer gives it more.
        .target(
            name: "FuzzSubjects",
            dependencies: [
                "Cryptography", "FastCGI", "Folding", "JSON", "Mail", "Memory", "MovieBag", "MovieBagAPI",
                "MovieBagConfiguration",
                "MovieBagPages", "MovieBagSite", "TestPages", "Text", "Threads", "Web",
            ],
            path: "Tests/Fuzz/Subjects", swiftSettings: settings),
        .testTarget(
            name: "FuzzTests", dependencies: ["FuzzSubjects"], path: "Tests/Fuzz/Replay", swiftSettings: settings),
    ]
)

// Only for `make fuzz`: without libFuzzer, which `-sanitize=fuzzer` brings, it cannot be linked.
if Context.environment["FUZZ"] != nil {
    package.targets += [
        .systemLibrary(name: "CLibFuzzer", path: "Tests/Fuzz/CLibFuzzer"),
        .executableTarget(
            name: "movie-bag-fuzz", dependencies: ["CLibFuzzer", "FuzzSubjects"], path: "Tests/Fuzz/Engine",
            swiftSettings: settings),
    ]
}
