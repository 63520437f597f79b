import Foundation
import TestSite
import Testing

extension BrowserTests {
    /// No test: pictures of every page and state for people to look at, in the directory MOVIE_BAG_PICTURES.
    @EndToEnd
    @Suite(
        .enabled("needs Chromium and chromedriver") { WebDriver.isThere },
        .enabled("MOVIE_BAG_PICTURES names no directory") { Pictures.directory != nil })
    struct PictureTests {
        @Test(arguments: ["en", "de", "ar"]) func pagesArePictured(language: String) throws {
            let directory = try #require(Pictures.directory)
            var count = 0
            try PageWalk.go(language: language) { stop, browser in
                count += 1
                let name = String(stop.name.map { $0.isLetter || $0.isNumber ? $0 : "-" })
                for (width, isDark) in [360, 768, 1280].flatMap({ [($0, false), ($0, true)] }) {
                    try browser.prefer(dark: isDark)
                    let path = "\(directory)/\(language)-\(count)\(name)-\(width)-\(isDark ? "dark" : "light").png"
                    let picture = try #require(Data(base64Encoded: browser.picture(width: width)))
                    try picture.write(to: URL(filePath: path))
                }
            }
        }
    }
}

private enum Pictures {
    static let directory = ProcessInfo.processInfo.environment["MOVIE_BAG_PICTURES"]
}
