/// How many postbacks are written in one transaction.
struct PostbackRoom {
    /// Few enough to be written within some milliseconds.
    private var count = 200
    /// Few enough to be read and parsed within some milliseconds; the first is taken in any case.
    private var bytes: Int64 = 1024 * 1024
    private var isUntouched = true

    var isEmpty: Bool { count == 0 || bytes <= 0 }

    /// - Returns: Whether there is room for a postback of that length.
    mutating func take(_ length: Int64) -> Bool {
        guard count > 0, length <= bytes || isUntouched else {
            bytes = 0
            return false
        }
        count -= 1
        bytes -= length
        isUntouched = false
        return true
    }
}
