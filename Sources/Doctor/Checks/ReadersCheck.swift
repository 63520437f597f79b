import MovieBag

/// Whether a collection that is for accounts is read by everybody all the same, who can make one.
struct ReadersCheck {
    let readers: Readers
    let signUp: SignUpPolicy

    var findings: [Finding] {
        guard readers == .accounts, signUp.mode == .open else { return [] }
        return [
            .warning(
                "readers: MOVIE_BAG_READERS is accounts, but anyone may make an account and then read the collection",
                fix: "set MOVIE_BAG_SIGNUP=invitation, or MOVIE_BAG_READERS=anyone if that is meant")
        ]
    }
}
