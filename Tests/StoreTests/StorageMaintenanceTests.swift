import MovieBag
import Testing

/// What a storage is asked from beside, while it is open.
@Suite struct StorageMaintenanceTests {
    @Test(arguments: Backend.allCases) func aStorageThatIsOpenIsFitAndOfTheProgramsSchema(backend: Backend) throws {
        let storage = try backend.open()
        let maintenance = storage.maintenance
        #expect(maintenance.compatibility() == .fit)
        #expect(try maintenance.schema() == maintenance.programSchema)
        #expect(maintenance.unsuitableLocation() == nil)
        try maintenance.refuseForeign(orNone: true)
        // Its directory goes with it.
        withExtendedLifetime(storage) {}
    }

    @Test(arguments: Backend.allCases) func itsFiguresAreThoseOfItsStores(backend: Backend) throws {
        let storage = try backend.open()
        let (store, maintenance) = (storage.makeStore(), storage.maintenance)
        let now = Sample.now
        #expect(try maintenance.linkFigures(at: now) == LinkFigures(made: 0, waiting: 0))
        try store.add(Sample.account(1))
        let asked = LinkRequest(
            from: .unidentified, at: now, link: Sample.reset("r", account: 1, mail: 1))
        _ = try store.begin(asked, within: Limits())
        #expect(try maintenance.linkFigures(at: now) == LinkFigures(made: 1, waiting: 1))
        #expect(try maintenance.mailFigures(at: now) == MailFigures(late: 0, dead: 0))
        #expect(try maintenance.mailFigures(at: now + .seconds(90)) == MailFigures(late: 1, dead: 0))
        #expect(try maintenance.passwordCounts().accounts.values.reduce(0, +) == 1)
        #expect(try maintenance.logInOrigins(at: now).isEmpty)
    }

    /// As the command of an administrator does it.
    @Test(arguments: Backend.allCases) func whatIsThereCanBeOpenedBesideAService(backend: Backend) throws {
        let storage = try backend.open()
        try storage.makeStore().add(Sample.account(1))
        try storage.makeStore().begin(Sample.reset("r", account: 1, mail: 1))
        let second = try storage.maintenance.openExisting()
        var mails: [OutboxMailID] = []
        try second.makeStore(blockingRegion: UnannouncedBlockingRegion()).forEachMail { mails.append($0.id) }
        #expect(mails == [OutboxMailID(Sample.objectID(1))])
        second.close()
        try storage.makeStore().checkHealth()
    }
}
