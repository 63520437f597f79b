/// The mails that an administrator should know of.
///
/// Tests: DatabaseInspectionTests.swift
package struct MailFigures: Sendable, Equatable {
    /// Those that have failed before or should have left a minute ago.
    package let late: Int
    /// Dead letters.
    package let dead: Int

    package init(late: Int, dead: Int) {
        self.late = late
        self.dead = dead
    }
}

/// What all clients together have used up of what bounds the mails with links.
package struct LinkFigures: Sendable, Equatable {
    /// Links that were made within an hour.
    package let made: Int
    /// Mails that wait, dead letters not counted.
    package let waiting: Int

    package init(made: Int, waiting: Int) {
        self.made = made
        self.waiting = waiting
    }
}
