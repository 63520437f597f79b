import Glibc
import Synchronization
import TestSite
import Testing
import TestFiles

extension FaultTests {
    /// A service under full load for a long time.
    @EndToEnd
    @Suite struct SoakTests {
        /// SOAK_SECONDS in the environment asks for another length.
        private let seconds =
            getenv("SOAK_SECONDS").flatMap { Double(String(cString: $0)) } ?? Scale.choose(short: 3, full: 600)
        /// Caches fill, and as many threads start as are needed.
        private var warmUp: Double { min(120, seconds / 2) }

        @Test func memoryAndDescriptorsStayLevelUnderFullLoad() throws {
            let site = try Site(settings: [
                // Longer than nginx keeps its own, where it matters that none is ended under a request.
                "MOVIE_BAG_IDLE_SECONDS": Scale.choose(short: "1", full: "60"),
                // Sessions and resets end about as fast as new ones come.
                "MOVIE_BAG_ACCESS_TOKEN_SECONDS": "60", "MOVIE_BAG_RESET_TOKEN_SECONDS": "60",
                // A line a request would fill the disk.
                "MOVIE_BAG_LOG_LEVEL": "notice", "MOVIE_BAG_LIMITS": "no",
            ])
            try Files.write("#!/bin/sh\nexec cat >/dev/null\n", to: site.directory["sendmail"])
            let load = try SoakLoad(site)
            let processors = try ProcessorLoad()
            let crowd = try load.start()
            let reader = try Scale.isFull ? startReader(of: site) : nil
            let watched = Result { try watch(site, load) }
            load.isOver.store(true, ordering: .relaxed)
            let busy = try processors.percent()
            _ = try crowd.outputs()
            let samples = try watched.get()
            let reads = try reader.map { try self.reads(of: $0, for: site) } ?? 0

            try expectLevel(samples)
            try wait(for: "the end of all connections", limit: .seconds(90)) {
                try site.service.resources().sockets == 1
            }
            #expect(try site.client.get("/api/health").status == 200)
            #expect(try site.client.get("/api/movies").text == "[]")
            try report(samples, requests: load.requests.load(ordering: .relaxed) + reads, busy: busy)
        }

        private func watch(_ site: Site, _ load: SoakLoad) throws -> SoakSamples {
            var samples = SoakSamples()
            let start = ContinuousClock.now
            var minute = 0
            while true {
                let now = (ContinuousClock.now - start) / .seconds(1)
                if now >= seconds { return samples }
                let held = try site.service.resources()
                samples.add(held, at: now)
                if Int(now) / 60 > minute {
                    minute = Int(now) / 60
                    print(
                        "soak: minute \(minute), \(load.requests.load(ordering: .relaxed)) requests, resident",
                        "\(held.resident >> 10) KiB, anonymous \(held.anonymous >> 10) KiB,",
                        "\(held.sockets) connections, \(held.files) other descriptors, \(held.threads) threads")
                }
                // The pace of the samples, not a wait for anything.
                usleep(seconds > 60 ? 2_000_000 : 100_000)
            }
        }

        private func expectLevel(_ samples: SoakSamples) throws {
            // So little time says nothing about a slope.
            guard Scale.isFull else { return }
            for memory in [\Resources.resident, \.anonymous, \.proportional] {
                #expect(samples.growth(of: memory, since: warmUp) < Double(1 << 20), "bytes a minute")
            }
            for count in [\Resources.sockets, \.files, \.threads] {
                #expect(abs(samples.growth(of: count, since: warmUp)) < 1, "a minute")
            }
        }

        /// Readers that do not wait for any disk, and see to it that no processor is idle.
        private func startReader(of site: Site) throws -> Program {
            try Program(
                ["wrk", "-t", "1", "-c", "16", "-d", "\(Int(seconds))", "\(site.url)/api/movies?limit=20"],
                output: site.directory["wrk"])
        }

        private func reads(of reader: Program, for site: Site) throws -> Int {
            #expect(try reader.waitForEnd(limit: .seconds(30)) == .status(0))
            let text = try Files.text(site.directory["wrk"])
            #expect(!text.contains("Non-2xx") && !text.contains("Socket errors"), "\(text)")
            guard let line = text.split(separator: "\n").first(where: { $0.contains(" requests in ") }),
                let count = line.split(separator: " ").first.flatMap({ Int($0) })
            else { throw Failure("wrk: \(text)") }
            return count
        }

        private func report(_ samples: SoakSamples, requests: Int, busy: Int) throws {
            func perMinute(_ value: KeyPath<Resources, Int>) -> Int {
                Int(samples.growth(of: value, since: warmUp)) >> 10
            }
            let resident = samples.range(of: \.resident, since: warmUp)
            let files = samples.range(of: \.files, since: warmUp)
            try FaultReport.add(
                "full load of everything, 48 clients",
                extent: "\(Int(seconds)) s, \(requests) requests, "
                    + "processors \(busy) % busy",
                outcome: "resident memory \(perMinute(\.resident)) KiB a minute after warm-up "
                    + "(anonymous \(perMinute(\.anonymous)), from \(resident.lowerBound >> 10) to "
                    + "\(resident.upperBound >> 10) KiB), \(files.lowerBound) to \(files.upperBound) descriptors, "
                    + "0 connections left, 0 unexpected answers")
        }
    }
}
