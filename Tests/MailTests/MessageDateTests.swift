import Testing

@testable import Mail

@Suite struct MessageDateTests {
    @Test(
        arguments: [
            (0, "Thu, 01 Jan 1970 00:00:00 +0000"),
            (951_782_400, "Tue, 29 Feb 2000 00:00:00 +0000"),
            (951_868_799, "Tue, 29 Feb 2000 23:59:59 +0000"),
            (1_000_000_000, "Sun, 09 Sep 2001 01:46:40 +0000"),
            (1_709_164_800, "Thu, 29 Feb 2024 00:00:00 +0000"),
            (1_767_225_599, "Wed, 31 Dec 2025 23:59:59 +0000"),
            (1_767_225_600, "Thu, 01 Jan 2026 00:00:00 +0000"),
            (4_107_542_400, "Mon, 01 Mar 2100 00:00:00 +0000"),
            (253_402_300_799, "Fri, 31 Dec 9999 23:59:59 +0000"),
        ] as [(Int64, String)])
    func momentIsWrittenInUTC(seconds: Int64, text: String) {
        #expect(MessageDate(secondsSince1970: seconds).text == text)
    }

    @Test(
        arguments: [
            (-1, "Thu, 01 Jan 1970 00:00:00 +0000"), (.min, "Thu, 01 Jan 1970 00:00:00 +0000"),
            (253_402_300_800, "Fri, 31 Dec 9999 23:59:59 +0000"), (.max, "Fri, 31 Dec 9999 23:59:59 +0000"),
        ] as [(Int64, String)])
    func momentThatCannotBeWrittenBecomesTheNearestOneThatCan(seconds: Int64, text: String) {
        #expect(MessageDate(secondsSince1970: seconds).text == text)
    }
}
