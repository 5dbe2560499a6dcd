/// The arrays and objects open at a position, innermost last: one bit each, so that no input can overflow a
/// stack.
struct OpenContainers {
    /// The deepest level that is read; the top-level array or object is level 1.
    static let maximumLevel = 128

    private let outerLevel: Int
    private var level: Int
    /// The lowest bit is the innermost container; 1 is an object.
    private var objects: UInt128 = 0

    init(outerLevel: Int) {
        self.outerLevel = outerLevel
        level = outerLevel
    }

    var isEmpty: Bool { level == outerLevel }
    var innermostIsObject: Bool { objects & 1 == 1 }

    mutating func open(isObject: Bool) throws(JSONError) {
        guard level < Self.maximumLevel else { throw .tooDeep }
        level += 1
        objects = objects << 1 | (isObject ? 1 : 0)
    }

    mutating func close() {
        level -= 1
        objects >>= 1
    }
}
