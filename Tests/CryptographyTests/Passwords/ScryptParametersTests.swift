import Testing

@testable import Cryptography

@Suite struct ScryptParametersTests {
    @Test(arguments: [(1, 1, 1), (4, 1, 1), (15, 8, 3), (15, 1, 1), (17, 8, 1), (20, 8, 2), (20, 2, 8), (14, 64, 16)])
    func sensibleParametersAreAccepted(logN: Int, r: Int, p: Int) {
        #expect(ScryptParameters(logN: logN, r: r, p: p) != nil)
    }

    @Test(arguments: [
        (0, 8, 1), (-1, 8, 1), (21, 8, 1), (63, 8, 1), (64, 8, 1), (.max, 8, 1),
        (15, 0, 1), (15, -8, 1), (15, 65, 1), (15, .max, 1), (15, 8, 0), (15, 8, -1), (15, 8, 65), (15, 8, .max),
        // N must be less than 2^(16r); more than 1 GiB; too long.
        (16, 1, 1), (20, 9, 1), (18, 64, 1), (20, 8, 3), (18, 8, 64),
    ])
    func impossibleAndRuinousParametersAreRefused(logN: Int, r: Int, p: Int) {
        #expect(ScryptParameters(logN: logN, r: r, p: p) == nil)
    }

    @Test func theyAreReadAsTheyAreWritten() throws {
        let parameters = try #require(ScryptParameters(logN: 15, r: 8, p: 3))
        #expect(parameters.phcText == "ln=15,r=8,p=3")
        #expect(ScryptParameters(phcText: "ln=15,r=8,p=3") == parameters)
        for text in ["", "ln=15,r=8", "ln=15,r=8,p=3,", "ln=15,p=3,r=8", "ln=015,r=8,p=3", "ln=99,r=8,p=3"] {
            #expect(ScryptParameters(phcText: text) == nil)
        }
    }

    @Test(arguments: [((15, 8, 3), 786_432), ((16, 8, 3), 1_572_864), ((15, 8, 6), 1_572_864), ((1, 1, 1), 2)])
    func workGrowsWithEachParameter(parameters: (Int, Int, Int), work: Int) {
        #expect(ScryptParameters(logN: parameters.0, r: parameters.1, p: parameters.2)?.work == work)
    }
}
