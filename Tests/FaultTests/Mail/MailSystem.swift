import Glibc
import TestSite
import TestFiles

/// A mail system from Debian between a site and a mail server.
final class MailSystem {
    /// Those that can be tried here.
    enum Kind: String, CaseIterable, Sendable {
        case msmtp, dma

        /// Its configuration and its queue have fixed places, which only root can put others in.
        var canRun: Bool {
            switch self {
            case .msmtp: access("/usr/bin/msmtp", X_OK) == 0
            case .dma: access("/usr/sbin/dma", X_OK) == 0 && geteuid() == 0
            }
        }

        static let canRun = allCases.filter(\.canRun)
    }

    let site: Site
    let sink: SMTPSink
    /// Its sendmail.
    let program: String
    /// In front of the command of whoever uses it.
    let launcher: [String]
    private let directory: TemporaryDirectory

    init(_ kind: Kind, prefix: String = "") throws {
        sink = try SMTPSink()
        directory = try TemporaryDirectory()
        (program, launcher) =
            switch kind {
            case .msmtp: (try Self.msmtp(in: directory, port: sink.port), [])
            case .dma: ("/usr/sbin/dma", try Self.launcherOfDMA(in: directory, port: sink.port))
            }
        site = try Site(prefix: prefix, settings: ["MOVIE_BAG_SENDMAIL": program], launcher: launcher)
    }

    private static func msmtp(in directory: TemporaryDirectory, port: String) throws -> String {
        let (settings, program) = (directory["msmtprc"], directory["sendmail"])
        try Files.write(settingsOfMSMTP(port: port), to: settings)
        try Files.write("#!/bin/sh\nexec /usr/bin/msmtp -C \(settings) \"$@\"\n", to: program, mode: 0o700)
        return program
    }

    private static func settingsOfMSMTP(port: String, logIn: String = "") -> String {
        ["account default", "host 127.0.0.1", "port \(port)", "domain localhost", logIn, ""].joined(separator: "\n")
    }

    /// Gives msmtp another port of the server, and lines that make it log in.
    func configureMSMTP(port: String? = nil, logIn: String = "") throws {
        try Files.write(Self.settingsOfMSMTP(port: port ?? sink.port, logIn: logIn), to: directory["msmtprc"])
    }

    /// Makes msmtp's settings those of a host where it is not set up yet.
    func clearSettingsOfMSMTP() throws {
        try Files.write("", to: directory["msmtprc"])
    }

    /// Puts directories of this test where dma looks for its own. What it leaves in the background ends with the
    /// command, whose process namespace it shares.
    private static func launcherOfDMA(in directory: TemporaryDirectory, port: String) throws -> [String] {
        let (settings, queue) = (try directory.makeDirectory("settings"), try directory.makeDirectory("queue"))
        let lines = ["SMARTHOST 127.0.0.1", "PORT \(port)", "MAILNAME test.example.org", ""]
        try Files.write(lines.joined(separator: "\n"), to: "\(settings)/dma.conf")
        let commands = """
            chgrp -R mail "$0" "$1" && chmod -R g+rX "$0" && chmod 2770 "$1" &&
            mount --bind "$0" /etc/dma && mount --bind "$1" /var/spool/dma && shift && exec "$@"
            """
        return ["unshare", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc"]
            + ["sh", "-c", commands, settings, queue]
    }
}
