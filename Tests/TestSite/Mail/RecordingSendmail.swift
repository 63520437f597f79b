import Glibc
import TestFiles

/// A sendmail program that keeps each mail in a directory of its own: `arguments`, one a line, and `message`.
///
/// The directory gets its name last, so whoever sees a mail sees all of it.
package struct RecordingSendmail {
    package let path: String
    package let mails: String

    package init(in directory: TemporaryDirectory) throws {
        path = directory["sendmail"]
        mails = try directory.makeDirectory("mails")
        let script = """
            #!/bin/sh
            draft=$(mktemp -d "\(mails)/.draft.XXXXXX") || exit 75
            printf '%s\\n' "$@" >"$draft/arguments" || exit 75
            cat >"$draft/message" || exit 75
            mv "$draft" "\(mails)/mail.${draft##*.}" || exit 75

            """
        try Files.write(script, to: path, mode: 0o700)
    }
}
