import Testing

extension FaultTests {
    /// What a disk may hold after the power failed, on changes made by hand.
    @Suite struct ReplayDiskTests {
        private var disk = ReplayDisk(database: "/d/m")

        private func files(_ luck: ReplayDisk.Luck) -> [String: [UInt8]] {
            var generator = SystemRandomNumberGenerator()
            return disk.files(luck, using: &generator)
        }

        private mutating func take(_ events: StorageEvent...) {
            for event in events { disk.take(event) }
        }

        @Test mutating func whatWasFlushedIsThereAndTheRestIsLuck() {
            take(
                .change(file: "/d/m", .appear, ended: 1), .change(file: "/d/m", .write(offset: 0, [1, 2]), ended: 2),
                .flushed(file: "/d", began: 3), .flushed(file: "/d/m", began: 4),
                .change(file: "/d/m", .write(offset: 2, [3, 4, 5, 6]), ended: 6))
            #expect(files(.none) == ["/d/m": [1, 2]])
            #expect(files(.all) == ["/d/m": [1, 2, 3, 4, 5, 6]])
            #expect(files(.torn) == ["/d/m": [1, 2, 3, 4]])
            #expect(!disk.isSettled)
        }

        @Test mutating func aFlushCoversNothingThatHadNotEndedBefore() {
            take(
                .change(file: "/d/m", .appear, ended: 1), .flushed(file: "/d", began: 2),
                .change(file: "/d/m", .write(offset: 0, [1]), ended: 5), .flushed(file: "/d/m", began: 4))
            #expect(files(.none) == ["/d/m": []])
        }

        @Test mutating func aFlushedFileIsLostWithoutItsEntry() {
            take(
                .change(file: "/d/m", .appear, ended: 1), .change(file: "/d/m", .write(offset: 0, [1]), ended: 2),
                .flushed(file: "/d/m", began: 3))
            #expect(files(.none) == [:])
            #expect(files(.all) == ["/d/m": [1]])
        }

        @Test mutating func aFileMayComeBackUntilTheDirectoryIsFlushed() {
            take(
                .change(file: "/d/m", .appear, ended: 1), .flushed(file: "/d", began: 2),
                .change(file: "/d/m", .vanish, ended: 3))
            #expect(files(.none) == ["/d/m": []])
            #expect(files(.all) == [:])
        }

        @Test mutating func aFileThatIsCutOffAndGrowsAgainHoldsZeros() {
            take(
                .change(file: "/d/m", .appear, ended: 1),
                .change(file: "/d/m", .write(offset: 0, [1, 2, 3]), ended: 2),
                .change(file: "/d/m", .resize(1), ended: 3), .change(file: "/d/m", .write(offset: 2, [4]), ended: 4))
            #expect(files(.all) == ["/d/m": [1, 0, 4]])
        }
    }
}
