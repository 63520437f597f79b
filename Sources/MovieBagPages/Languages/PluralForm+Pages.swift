import MovieBag

extension PluralForm {
    init(_ number: Int, in language: PageLanguage) {
        self.init(number, by: language.ofMails)
    }

    /// Those that a language has.
    static func all(of language: PageLanguage) -> [PluralForm] { all(of: language.ofMails) }
}

extension PageLanguage {
    /// The same for mails.
    fileprivate var ofMails: MailLanguage {
        switch self {
        case .english: .english
        case .german: .german
        case .arabic: .arabic
        }
    }
}
