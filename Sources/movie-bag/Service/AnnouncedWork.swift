import FastCGI
import MovieBag

/// Tells the worker pool that one of its threads is about to block.
struct AnnouncedWork: SlowWork {
    let workers: WorkerPool

    func begin() throws(ThreadsExhausted) {
        do {
            try workers.beginBlocking()
        } catch {
            throw ThreadsExhausted()
        }
    }

    func end() {
        workers.endBlocking()
    }
}
