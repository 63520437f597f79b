import TestSite
import Testing
import TestFiles

extension EndToEndTests {
    /// A start that has to upgrade the database, and cannot.
    @EndToEnd
    @Suite struct UpgradeStartTests {
        private nonisolated static let unshared = ["unshare", "--mount", "--map-root-user"]
        /// Whether this user may mount here; in some containers nobody may.
        private nonisolated static let mayMount =
            (try? FinishedProgram(unshared + ["mount", "-t", "tmpfs", "tmpfs", "/mnt"]))?.ending == .status(0)

        /// The disk has room for one and a half databases.
        @Test(.enabled(if: mayMount)) func withoutRoomForACopyOfItTheDatabaseStaysAsItIs() throws {
            let directory = try TemporaryDirectory()
            let script = """
                mount -t tmpfs -o size=700k tmpfs "$DIRECTORY" && sqlite3 "$MOVIE_BAG_DATABASE" "$SQL" >/dev/null || exit
                "$0" "$@"
                status=$?
                ls "$DIRECTORY"
                sqlite3 -readonly "$MOVIE_BAG_DATABASE" "PRAGMA user_version; SELECT length(x) FROM data"
                exit $status
                """
            let serve = [Repository.program, "serve", "--listen", "unix:\(directory.path).sock"]
            let program = try FinishedProgram(
                Self.unshared + ["sh", "-c", script] + serve,
                environment: [
                    "DIRECTORY": directory.path, "MOVIE_BAG_DATABASE": directory["movie-bag.db"],
                    "MOVIE_BAG_TEMPLATES": "\(Repository.path)/templates", "MOVIE_BAG_ENV_FILE": "/dev/null",
                    "SQL": """
                    CREATE TABLE data (x); INSERT INTO data VALUES (zeroblob(400000));
                    PRAGMA application_id = 1299150402; PRAGMA user_version = 9; PRAGMA journal_mode = WAL;
                    """,
                ])
            #expect(program.ending == .status(78))
            #expect(program.errors.contains("cannot be kept as \(directory["movie-bag.db.before-9"])"))
            #expect(program.errors.contains("full"))
            #expect(!program.output.contains("before-9"))
            #expect(program.output.hasSuffix("\n9\n400000\n"))
        }
    }
}
