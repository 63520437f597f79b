import FastCGI
import Glibc
import Logging
import MovieBag
import MovieBagConfiguration
import Processes
import ServiceLog
import Supervisor

/// Runs the service from start to stop.
///
/// Tests: EndToEndTests/Process/StopTests.swift
package enum Service {
    /// Opens everything, serves until a signal, and closes everything in turn.
    ///
    /// - Parameters:
    ///   - pidFile: where to keep the number of this process meanwhile.
    ///   - supervision: what a worker process was told by its supervisor; `nil` when it has none.
    /// - Throws: ``StartupError`` for what the configuration has wrong; anything else is an internal failure.
    package static func run(
        _ settings: Settings, listening: ListenSettings, pidFile: String? = nil, supervision: Supervision? = nil,
        log: Log
    ) throws {
        // First of all, as no mail program may have its descriptor.
        let link = try supervision.map { _ in try SupervisorLink() }
        if link == nil { settings.warn(log) }
        let composition = try Composition(
            settings, log: log, policy: supervision?.joinsOthers == true ? .join : .standard)
        // On an error too; at the end it has been closed already.
        defer { composition.close() }
        // Signals are caught after libfcgi was initialised, as that installs handlers of its own.
        FastCGILibrary.initialize()
        if link == nil, !FastCGILibrary.readsCheckedRecords {
            log.logger.warning(
                "libfcgi reads records unchecked, and a broken one can end this process: see SECURITY.md")
        }
        let listener = try listening.listen(isLent: supervision?.socket != .owned)
        let pidFile = try pidFile.map { try PidFile($0, replacesLive: listening.access.replacesLive) }
        var limits = listening.server
        limits.responseBytes = settings.limits.responseBytes
        let isChild = WebServerParent.isThere(
            socketIsLent: listener.isLent, environment: ProcessEnvironment.variables)
        let server = try Server(listener: listener, settings: limits) { workers, room in
            composition.makeHandler(
                on: .worker(workers), hasWebServerParent: isChild, budget: SharedResponseMemory(room: room))
        } makeLaneHandler: { place in
            // No response of the lane is large.
            composition.makeHandler(on: .lane(place), hasWebServerParent: isChild)
        }
        let manager = ServiceManager(ProcessEnvironment.variables)
        // Of several processes each has to say which it is.
        let name = link == nil ? "" : "process \(getpid()): "
        // A worker process has no terminal; its supervisor has it open its log again.
        let hangUp: StopSignals.Request = link == nil && settings.logFile == nil ? .stop : .reopenLog
        try StopSignals.watch(hangUp: hangUp) { request in
            switch request {
            case .reopenLog: log.reopen()
            case .stop:
                log.logger.notice(
                    "\(name)graceful shutdown: stops accepting connections, finishes the running requests and exits")
                manager.tell(.stopping)
                server.stop()
            case .drain:
                log.logger.notice("\(name)draining: stops accepting connections, serves the open ones and exits")
                server.drain()
            case .end:
                // Nothing is logged: that might be what hangs.
                try? listener.removePathIfStillOurs()
                pidFile?.remove()
                _exit(ExitStatus.refused.rawValue)
            }
        }
        // Without it nothing would restart or stop this process, and its socket would be in the way of the next.
        try link?.watch { server.stop() }
        let dispatcher = composition.makeMailDispatcher(report: log.report)
        let sweeper = composition.makeSweeper()
        let census = composition.makeCensus()
        let backfill = composition.makeBackfill()
        let keyWatch = composition.makeKeyWatch()
        var threads = BackgroundThreads()
        try threads.start(sweeper.start, stop: sweeper.stop)
        try threads.start(census.start, stop: census.stop)
        try threads.start(backfill.start, stop: backfill.stop)
        if let keyWatch { try threads.start(keyWatch.start, stop: keyWatch.stop) }
        if settings.delivers { try threads.start(dispatcher.start, stop: dispatcher.stop) }
        do {
            // Last, as from here on a service that runs at the same path is not asked any more.
            try listening.takePath(listener)
            try pidFile?.publish()
        } catch {
            try? listener.removePathIfStillOurs()
            pidFile?.remove()
            throw error
        }
        log.logger.notice("\(name)movie-bag \(ProgramVersion.text) serves \(settings.site) on \(listener.address)")
        StartupMemory.release()
        link?.reportReady()
        manager.tell(.ready)
        try server.run()
        threads.end()
        composition.close()
        pidFile?.remove()
        log.reportRest()
        log.logger.notice("\(name)stopped")
    }
}
