import Glibc
import Logging
import MovieBag
import MovieBagConfiguration
import ServiceLog

extension Settings {
    /// Warns about settings that are valid but usually mistakes.
    ///
    /// Tests: StartWarningTests.swift
    func warn(_ log: Log) {
        if let warning = secret.warning { log.logger.warning("\(warning)") }
        var status = stat()
        if let path = self.database.file, stat(path, &status) == 0, status.st_nlink > 1 {
            log.logger.warning(
                """
                MOVIE_BAG_DATABASE \(path) has \(status.st_nlink) names (hard links): what opens it by another one damages \
                it; remove the others
                """)
        }
        if self.delivers, access(self.sendmail, X_OK) != 0 {
            log.logger.warning(
                "MOVIE_BAG_SENDMAIL \(self.sendmail) cannot be run; mails wait in the outbox until it can")
        }
    }
}
