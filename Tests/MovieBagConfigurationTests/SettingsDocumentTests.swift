import FoundationEssentials
import Glibc
import MovieBagConfiguration
import Testing

@Suite struct SettingsDocumentTests {
    private static let root = #filePath.split(separator: "/").dropLast(3).reduce("") { "\($0)/\($1)" }

    /// Writes them instead when WRITE_DOCUMENTS is set, as `make documents` does.
    @Test(arguments: SettingsDocument.allCases)
    func theDocumentsSayWhatTheSourceSays(document: SettingsDocument) throws {
        let path = "\(Self.root)/\(document.rawValue)"
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let updated = document.updated(text)
        for name in SettingName.allCases {
            #expect(updated.split(separator: "\n").count { document.isAbout(name, String($0)) } == 1, "\(name)")
        }
        if getenv("WRITE_DOCUMENTS") != nil {
            if updated != text { try Data(updated.utf8).write(to: URL(filePath: path)) }
        } else {
            #expect(updated == text, "\(document.rawValue) is not up to date: make documents")
        }
    }

    @Test func aRowHasTheDefaultAndTheRangeOfItsSetting() {
        let text = "| `MOVIE_BAG_PAGE_SIZE` | `7` | 1 to 2 | by hand |\n| `MOVIE_BAG_GONE` | `7` | 1 to 2 | x |\nend\n"
        #expect(
            SettingsDocument.configuration.updated(text, settings: [.pageSize])
                == "| `MOVIE_BAG_PAGE_SIZE` | `1000` | 1 to 10,000 | by hand |\nend\n")
    }

    @Test func aMissingRowComesBehindTheSettingBefore() {
        let text = "| `MOVIE_BAG_LIMITS` | `yes` | `yes`, `no` | by hand |\nend\n"
        let sentence = SettingName.outboxMails.setting.sentence
        #expect(
            SettingsDocument.configuration.updated(text, settings: [.limits, .outboxMails])
                == "| `MOVIE_BAG_LIMITS` | `yes` | `yes`, `no` | by hand |\n"
                + "| `MOVIE_BAG_OUTBOX_MAILS` | `10000` | 1 to 1,000,000,000 | \(sentence) |\nend\n")
    }

    @Test func aMissingEntryComesBehindThatOfTheSettingBefore() {
        let text =
            ".It Ev MOVIE_BAG_IO_SECONDS , MOVIE_BAG_LIMITS\nBy hand.\nMore.\n.It Ev MOVIE_BAG_ENV_FILE\nx\n.El\n"
        #expect(
            SettingsDocument.manual.updated(text, settings: [.limits, .localMail])
                == ".It Ev MOVIE_BAG_IO_SECONDS , MOVIE_BAG_LIMITS\nBy hand.\nMore.\n.It Ev MOVIE_BAG_LOCAL_MAIL\n"
                + "Whether addresses without a dot in their domain may sign up (no).\n.It Ev MOVIE_BAG_ENV_FILE\nx\n.El\n"
        )
    }
}
