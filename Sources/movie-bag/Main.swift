import Commands

/// The program: everything is in ``Commands``.
///
/// Tests: CommandLineTests.swift
@main
enum Main {
    static func main() async {
        MovieBagCommand.prepare()
        await MovieBagCommand.run()
    }
}
