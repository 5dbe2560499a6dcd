extension String {
    /// The text, or so many bytes of it at most and a sign that there were more; no character of it is cut in two.
    package func cut(afterBytes maximum: Int) -> String {
        guard utf8.count > maximum else { return self }
        var end = utf8.index(startIndex, offsetBy: maximum)
        while end.samePosition(in: unicodeScalars) == nil { end = utf8.index(before: end) }
        return String(self[..<end]) + "…"
    }
}
