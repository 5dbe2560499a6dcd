import Foundation

/// Says on standard error what has been done, while standard output takes the tables.
final class Progress {
    private let title: String
    private let stepCount: Int
    private var stepNumber = 0

    init(title: String, stepCount: Int) {
        self.title = title
        self.stepCount = stepCount
    }

    func step(_ text: String) {
        stepNumber += 1
        FileHandle.standardError.write(Data("\(title) \(stepNumber)/\(stepCount): \(text)\n".utf8))
    }
}
