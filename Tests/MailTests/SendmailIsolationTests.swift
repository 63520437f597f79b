import Glibc
import FoundationEssentials
import Mail
import Testing

/// What a program does not inherit.
@Suite struct SendmailIsolationTests {
    @Test func environmentHoldsOnlyThePathAndWhoTheUserIs() async throws {
        let world = try await SendmailWorld(
            script: #"""
                tr '\000' '\n' </proc/$$/environ | sort >"$0.environment"
                getent passwd "$(id -u)" | cut -d : -f 1 >"$0.name"
                getent passwd "$(id -u)" | cut -d : -f 6 >"$0.home"
                """#)
        #expect(try await world.sendmail().deliver(.sample()) == .delivered)
        let name = try #require(world.lines("name").first)
        let home = try #require(world.lines("home").first)
        #expect(
            try world.lines("environment")
                == ["HOME=\(home)", "LOGNAME=\(name)", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "USER=\(name)"])
    }

    @Test func programLeadsAProcessGroupOfItsOwn() async throws {
        let world = try await SendmailWorld(script: #"cut -d ' ' -f 1,5 /proc/$$/stat >"$0.group""#)
        #expect(try await world.sendmail().deliver(.sample()) == .delivered)
        let numbers = try #require(world.lines("group").first).split(separator: " ")
        #expect(numbers.count == 2 && numbers[0] == numbers[1])
    }

    @Test func noDescriptorButTheStandardThreeIsInherited() async throws {
        let inheritable = open("/dev/null", O_RDONLY)  // Without O_CLOEXEC, which is what the measure is for.
        defer { close(inheritable) }
        let world = try await SendmailWorld(script: #"exec ls -l /proc/self/fd >"$0.descriptors""#)
        #expect(try await world.sendmail().deliver(.sample()) == .delivered)
        let descriptors = try world.lines("descriptors").dropFirst().map { $0.split(separator: " ").suffix(3) }
        let others = descriptors.filter { !["0", "1", "2"].contains($0.first) }
        #expect(descriptors.count == 4)
        #expect(others.count == 1 && others[0].last?.hasSuffix("/fd") == true)  // `ls` has the directory itself open.
    }

    @Test func signalsAreNeitherBlockedNorIgnored() async {
        await #expect(processExitsWith: .success) {
            signal(SIGUSR2, SIG_IGN)
            var blocked = sigset_t()
            sigaddset(&blocked, SIGTERM)
            pthread_sigmask(SIG_BLOCK, &blocked, nil)
            let world = try await SendmailWorld(
                script: #"exec grep -E '^Sig(Blk|Ign):' /proc/self/status >"$0.signals""#)
            #expect(try await world.sendmail().deliver(.sample()) == .delivered)
            let masks = try world.lines("signals").map { UInt64($0.suffix(16), radix: 16) }
            // Beyond the first 31 are real-time signals; glibc ignores two of its own there whenever it resets the
            // others.
            #expect(masks.map { $0.map { $0 & 0x7FFF_FFFF } } == [0, 0])
        }
    }

    @Test func fiftyDeliveriesLeaveNoDescriptorBehind() async {
        await #expect(processExitsWith: .success) {
            let delivering = try await SendmailWorld(script: "cat >/dev/null")
            let failing = try await SendmailWorld(script: "exec <&-; sleep 0.1 & echo no >&2; exit 75")
            let hanging = try await SendmailWorld(script: "sleep 20")
            func deliverOnceEach() async throws {
                _ = try await delivering.sendmail().deliver(.sample())
                _ = try await failing.sendmail().deliver(.sample())
                _ = try await hanging.sendmail(deadline: .milliseconds(10)).deliver(.sample())
                _ = try await Sendmail(path: "/no/such/program").deliver(.sample())
            }
            try await deliverOnceEach()  // The library keeps a few descriptors from its first use on.
            let before = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
            for _ in 0..<50 { try await deliverOnceEach() }
            // Thread Sanitizer talks with a program that it starts when it first looks up the name of a function.
            let sanitizers = getenv("TSAN_OPTIONS") == nil ? 0...0 : 0...2
            let after = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
            #expect(sanitizers.contains(after - before))
        }
    }

    @Test func closedInputRaisesNoSignalHere() async {
        await #expect(processExitsWith: .success) {
            signal(SIGPIPE, SIG_DFL)
            let world = try await SendmailWorld(script: "exec <&-; exit 0")
            let message = try Message.sample(text: String(repeating: "0123456789\n", count: 70_000))
            #expect(await world.sendmail().deliver(message) == .delivered)
        }
    }
}
