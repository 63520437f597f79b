import Testing
import Web

@testable import MovieBagPages

@Suite struct NoticeTests {
    @Test(arguments: [
        ("notice=saved", Notice.saved), ("notice=logged_out", nil), ("notice=", nil), ("notice=Saved", nil),
        ("notice=%3Cscript%3E", nil), ("", nil), ("notice=added&notice=saved", .added), ("x=1&notice=added", .added),
    ])
    func onlyOneThatThePageExpectsIsRead(query: String, notice: Notice?) throws {
        #expect(Notice(in: try FormFields(query), of: [.saved, .added]) == notice)
    }

    @Test(arguments: Notice.allCases) func eachHasAText(notice: Notice) throws {
        for language in PageLanguage.allCases {
            let text = notice.text(try RealPages.texts(language))
            #expect(text.hasSuffix(".") && !text.contains("_"), "\(text)")
        }
    }

    /// The notice of a change whose name is not known has no place that stays empty.
    @Test(arguments: Notice.allCases) func noneHasAPlaceWithoutAValue(notice: Notice) throws {
        for language in PageLanguage.allCases {
            let text = notice.text(try RealPages.texts(language))
            // That of an account is filled in by the pages of administrators, which look its name up.
            #expect(!text.replacing("{account}", with: "").contains("{"), "\(text)")
        }
    }
}
