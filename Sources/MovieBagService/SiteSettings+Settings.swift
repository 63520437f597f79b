import MovieBagConfiguration
import MovieBagSite

/// Tests: WholeStoryTests.swift
extension SiteSettings {
    /// What the settings say about everything behind the router.
    init(_ settings: Settings) {
        self.init(
            address: settings.site, templates: settings.templates.pages, keys: settings.secret.ring,
            lifetimes: settings.lifetimes, sessions: settings.sessions, scrypt: settings.scrypt,
            passwords: settings.passwords, limits: settings.limits, pageSize: settings.pageSize,
            proxies: settings.proxies, allowsLocalMail: settings.allowsLocalMail, takesWeakTags: settings.takesWeakTags)
        signUp = settings.signUp
        pages = settings.pages
        readers = settings.readers
        securityContacts = settings.securityContacts?.uris ?? []
        allowedOrigins = settings.origins?.origins ?? []
    }
}
