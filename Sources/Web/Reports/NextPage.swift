import HTTP

extension HTTPRequest {
    /// An answer's header has to go into a web server's buffer, of 4 KiB at nginx.
    static let mostLinkBytes = 2_048

    /// The field that leads to the next page of a list (RFC 8288): the address that was asked for, with another `page`.
    ///
    /// - Returns: nil when the address is too long for one.
    func link(toNextPage number: Int64) -> HTTPHeader? {
        let fields = query.split(separator: UInt8(ascii: "&")).filter { !Self.isPage($0) }
        let target =
            Self.escaped(Array(prefix.utf8) + Array(path.utf8) + [UInt8(ascii: "?")])
            + fields.map { Self.escaped($0) + "&" }.joined() + "page=\(number)"
        guard target.utf8.count <= Self.mostLinkBytes else { return nil }
        return HTTPHeader(.link, #"<\#(target)>; rel="next""#)
    }

    private static func isPage(_ field: ArraySlice<UInt8>) -> Bool {
        QueryString(field).pairs.first?.name.elementsEqual("page".utf8) == true
    }

    /// Escapes what stands in no address (RFC 3986); escapes stay.
    private static func escaped(_ bytes: some Sequence<UInt8>) -> String {
        bytes.reduce(into: "") { text, byte in
            if isAddressByte(byte) {
                text.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                text += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }
    }

    private static func isAddressByte(_ byte: UInt8) -> Bool {
        (0x21...0x7E).contains(byte) && !#""<>\^`{|}"#.utf8.contains(byte)
    }
}
