/// Something that must work for a test to begin has not: a program that ended, an answer that is not HTTP.
package struct Unexpected: Error, CustomStringConvertible {
    package let description: String

    package init(_ description: String) {
        self.description = description
    }
}
