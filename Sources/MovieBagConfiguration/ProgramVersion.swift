/// What `movie-bag --version` prints.
package enum ProgramVersion {
    package static let text = "0.1.0"
}
