import MovieBag

/// Whether the movies from before an upgrade are up to date, which the service sees to little by little.
struct BackfillCheck {
    /// For how many a task is still to be done; 0 when it is done, or when the database cannot be asked.
    let left: (BackfillTask) -> Int

    var findings: [Finding] {
        BackfillTask.allCases.compactMap { task in
            let movies = left(task)
            return movies == 0 ? nil : Self.finding(task, movies)
        }
    }

    private static func finding(_ task: BackfillTask, _ movies: Int) -> Finding {
        switch task {
        case .counts:
            .warning(
                """
                database: movies from before an upgrade that are not counted yet: \(movies); until they are, their accounts \
                may add more than their quota
                """,
                fix: "keep the service running: it counts them, and logs how far it has come (counting movies)")
        case .keys:
            .warning(
                """
                database: movies from before an upgrade whose names are not compared in Unicode NFC yet: \(movies); until they \
                are, a new movie may get the name that one has in other characters
                """,
                fix: "keep the service running: it compares them, and logs how far it has come (comparing names)")
        case .documents:
            .warning(
                """
                database: movies from before an upgrade that cannot be searched yet: \(movies); until they can, searches, \
                filters and orders other than that of ids have the response 503
                """,
                fix: "keep the service running: it prepares them, and logs how far it has come (preparing the movies)")
        }
    }
}
