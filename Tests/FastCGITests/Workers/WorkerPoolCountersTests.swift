import Glibc
import Testing

@testable import FastCGI

/// The counters of a pool, which debug builds assert.
@Suite struct WorkerPoolCountersTests {
    #if DEBUG
        @Test func anEndOfBlockingWithoutABeginningEndsTheProcess() async {
            await #expect(processExitsWith: .failure) {
                WorkerPool(threads: 1, maximumThreads: 1, spareLimit: .zero).endBlocking()
            }
        }

        @Test func oneEndTooManyEndsTheProcess() async {
            await #expect(processExitsWith: .failure) {
                let workers = WorkerPool(threads: 2, maximumThreads: 8, spareLimit: .seconds(60))
                try workers.open { pause() }
                for _ in 0..<2 { _ = workers.beginBlocking() }
                for _ in 0..<3 { workers.endBlocking() }
            }
        }

        /// The same without the mistake, so that it is the third end that ends the process above.
        @Test func asManyEndsAsBeginningsDoNot() async {
            await #expect(processExitsWith: .success) {
                let workers = WorkerPool(threads: 2, maximumThreads: 8, spareLimit: .seconds(60))
                try workers.open { pause() }
                for _ in 0..<2 { _ = workers.beginBlocking() }
                for _ in 0..<2 { workers.endBlocking() }
            }
        }
    #endif

    @Test func theCountersAreRightWhileRequestsAreServedAndToTheEnd() async {
        await #expect(processExitsWith: .success) {
            let service = try TestServer()
            // Its threads run then.
            _ = try service.connect().ask(FastCGIRequest())
            let workers = service.server.workers
            for _ in 0..<3 {
                for _ in 0..<5 { #expect(workers.beginBlocking()) }
                for _ in 0..<5 { workers.endBlocking() }
                // A thread notices that it is one too many when it has served.
                for _ in 0..<20 { _ = try service.connect().ask(FastCGIRequest()) }
            }
            service.server.stop()
            #expect(service.waitForEnd())
            #expect(workers.count == 0)
        }
    }
}
