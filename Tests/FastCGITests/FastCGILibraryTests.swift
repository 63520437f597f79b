import FastCGI
import Glibc
import Testing

struct FastCGILibraryTests {
    @Test func signalsKeepTheirActionsAndAWriteToNobodyIsAnError() async {
        await #expect(processExitsWith: .success) {
            FastCGILibrary.initialize()
            FastCGILibrary.initialize()
            for signal in [SIGTERM, SIGUSR1] {
                var action = sigaction()
                sigaction(signal, nil, &action)
                #expect(action.__sigaction_handler.sa_handler == nil)
            }
            var ends: [Int32] = [0, 0]
            try #require(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) == 0)
            close(ends[1])
            // Without the setting this is the end of the process.
            #expect(write(ends[0], "x", 1) == -1)
            #expect(errno == EPIPE)
        }
    }

    @Test func asManyDescriptorsAsAllowedCanBeOpened() async {
        await #expect(processExitsWith: .success) {
            var limit = rlimit()
            getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
            limit.rlim_cur = 64
            setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
            FastCGILibrary.initialize()
            getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
            #expect(limit.rlim_cur == limit.rlim_max)
        }
    }
}
