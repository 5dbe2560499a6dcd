import CFastCGI
import Glibc

/// Whether anybody waits for the answer that is being made.
extension Connection {
    /// For whoever will answer: nobody else may look.
    ///
    /// A peer that is gone shows at a Unix socket. Over TCP it looks like one that only sends no more and may still
    /// read: it is sent a record that says nothing, which one that is gone rejects, to be seen the next time.
    var isAbandoned: Bool {
        guard let request else { return false }
        var peer = pollfd(fd: descriptor, events: Int16(POLLIN) | Self.pollRDHUP, revents: 0)
        guard poll(&peer, 1, 0) > 0 else { return false }
        if peer.revents & Int16(POLLHUP | POLLERR) != 0 { return true }
        if peer.revents & Self.pollRDHUP != 0, !sendsNoErrors(of: request) { return true }
        return hasAborted(request)
    }

    /// POLLRDHUP of <poll.h>, which hides it without _GNU_SOURCE; the same bit in epoll(7).
    private static let pollRDHUP = Int16(truncatingIfNeeded: EPOLLRDHUP.rawValue)

    /// Tells the peer once that there are no errors to tell.
    ///
    /// - Returns: false when nobody takes it, and no answer could follow.
    private func sendsNoErrors(of request: RequestInHand) -> Bool {
        guard !request.hasToldOfNoErrors else { return true }
        let record = ResponseRecords.noErrors(to: request.id)
        switch UnsentAnswer.send(record, from: 0, to: descriptor) {
        case .sent: self.request?.hasToldOfNoErrors = true
        // A socket that is full.
        case .waiting(offset: 0): break
        case .waiting, .gone:
            shutdown(descriptor, Int32(SHUT_RDWR))
            return false
        }
        return true
    }

    /// Whether FCGI_ABORT_REQUEST (specification, section 5.4) waits to be read: eight bytes without content.
    private func hasAborted(_ request: RequestInHand) -> Bool {
        var bytes = [UInt8](repeating: 0, count: 8)
        let count = recv(descriptor, &bytes, bytes.count, Int32(MSG_PEEK) | Int32(MSG_DONTWAIT))
        guard count == bytes.count else { return false }
        let header = PartialHeader.Fields(word: bytes.reduce(0) { $0 << 8 | UInt64($1) })
        return header.version == 1 && header.type == Self.abortRequest && header.requestID == request.id
    }

    private static let abortRequest: UInt8 = 2
}
