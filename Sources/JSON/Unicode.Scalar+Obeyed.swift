extension Unicode.Scalar {
    /// Whether a terminal, an editor or a reader of lines obeys it instead of showing it.
    ///
    /// Controls (C0, DEL, C1), the marks, embeddings, overrides and isolates of bidirectional text, and Unicode's own line
    /// ends: with one of them in a name, what is read is not what is there (https://trojansource.codes).
    package var isObeyed: Bool {
        switch value {
        case 0x00...0x1F, 0x7F...0x9F, 0x061C, 0x200E...0x200F, 0x2028...0x2029, 0x202A...0x202E,
            0x2066...0x2069:
            true
        default: false
        }
    }
}
