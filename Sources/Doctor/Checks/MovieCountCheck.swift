/// Whether the movies of an older database are counted for the quotas of their accounts, which the service does little by
/// little.
struct MovieCountCheck {
    /// How many are not; 0 when all are, or when the database cannot be asked.
    let uncounted: Int

    var findings: [Finding] {
        guard uncounted > 0 else { return [] }
        return [
            .warning(
                """
                database: movies from before an upgrade that are not counted yet: \(uncounted); until they are, their accounts \
                may add more than their quota
                """,
                fix: "keep the service running: it counts them, and logs how far it has come (counting movies)")
        ]
    }
}
