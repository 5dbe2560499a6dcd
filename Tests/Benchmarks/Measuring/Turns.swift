/// Things measured in turns, so that what the machine does beside hits all of them alike.
struct Turns {
    let title: String
    let count: Int

    /// Measures each once a turn; `measure` is given its place too, and says for the terminal what came of it.
    func take<Element>(_ elements: [Element], measure: (Int, Element) throws -> String) rethrows {
        let progress = Progress(title: title, stepCount: count * elements.count)
        for _ in 0..<count {
            for (number, element) in elements.enumerated() {
                progress.step(try measure(number, element))
            }
        }
    }
}

extension [String] {
    /// Whether `--only`, given with these, leaves a row in.
    func leaveIn(_ title: String) -> Bool {
        isEmpty || contains { title.contains($0) }
    }
}
