/// An answer as a responder writes it (FastCGI specification 1.0, sections 3.3, 5.3, 5.5 and 6.2): FCGI_STDOUT
/// records, an empty one that ends the stream, FCGI_END_REQUEST. Without the last one it is no whole answer.
enum ResponseRecords {
    /// Content has a length of 16 bits; this is the largest that needs no padding to be a multiple of eight bytes,
    /// as section 3.3 recommends.
    private static let mostContent = 65_528
    private static let headerBytes = 8
    /// The empty FCGI_STDOUT, and FCGI_END_REQUEST with its eight bytes of content.
    private static let endBytes = 24

    private enum RecordType: UInt64 {
        case endRequest = 3
        case standardOutput = 6
        case standardError = 7
    }

    /// The record that says that there are no errors to tell (section 5.3), as an application may once.
    static func noErrors(to id: UInt16) -> [UInt8] {
        withUnsafeBytes(of: header(.standardError, id, content: 0).bigEndian, Array.init)
    }

    /// The records of an answer, or of a piece of it: `output` is what a CGI program would write, header and body. Behind
    /// the last piece they end the request.
    static func bytes(of output: [UInt8], to id: UInt16, isLast: Bool = true) -> [UInt8] {
        let records = (output.count + mostContent - 1) / mostContent
        let padding = -output.count & 7
        let size = output.count + padding + records * headerBytes + (isLast ? endBytes : 0)
        // One piece of memory, written once: made for each click, on the recorder's thread.
        return [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            var rest = UnsafeMutableRawBufferPointer(buffer)
            output.withUnsafeBytes { appendOutput($0, id, to: &rest) }
            count = size
            guard isLast else { return }
            append(header(.standardOutput, id, content: 0), to: &rest)
            append(header(.endRequest, id, content: 8), to: &rest)
            // FCGI_EndRequestBody: the program's status 0, FCGI_REQUEST_COMPLETE, three reserved bytes.
            append(0, to: &rest)
        }
    }

    private static func appendOutput(
        _ output: UnsafeRawBufferPointer, _ id: UInt16, to rest: inout UnsafeMutableRawBufferPointer
    ) {
        for start in stride(from: 0, to: output.count, by: mostContent) {
            let content = UnsafeRawBufferPointer(rebasing: output[start...].prefix(mostContent))
            let padding = -content.count & 7
            append(header(.standardOutput, id, content: content.count, padding: padding), to: &rest)
            rest.copyMemory(from: content)
            rest = UnsafeMutableRawBufferPointer(rebasing: rest[content.count...])
            let padded = UnsafeMutableRawBufferPointer(rebasing: rest.prefix(padding))
            padded.initializeMemory(as: UInt8.self, repeating: 0)
            rest = UnsafeMutableRawBufferPointer(rebasing: rest[padding...])
        }
    }

    /// Eight bytes, the first of them in the highest place.
    private static func header(_ type: RecordType, _ id: UInt16, content: Int, padding: Int = 0) -> UInt64 {
        1 << 56 | type.rawValue << 48 | UInt64(id) << 32 | UInt64(content) << 16 | UInt64(padding) << 8
    }

    private static func append(_ word: UInt64, to rest: inout UnsafeMutableRawBufferPointer) {
        rest.storeBytes(of: word.bigEndian, as: UInt64.self)
        rest = UnsafeMutableRawBufferPointer(rebasing: rest[8...])
    }
}
