import FastCGI
import MovieBag

/// Takes the memory of large answers from what the threads of the server share. One for each of them.
struct SharedAnswers: AnswerBudget {
    let room: AnswerRoom

    func reserve(_ bytes: Int) throws(AnswerMemoryExhausted) {
        guard room.reserve(bytes) else { throw AnswerMemoryExhausted(bytes: bytes) }
    }
}
