import HTTP
import Synchronization

/// The way of an answer: written at once as far as the socket takes it, the rest whenever there is room.
extension FastCGIServer {
    /// Answers the request that the connection brought; on any thread, and without waiting for the peer.
    func answer(_ connection: Connection, _ response: HTTPResponse) {
        settle(connection, connection.finish(with: response, limits: limits, budget: unsentBytes))
    }

    /// Goes on with an answer that its peer takes bit by bit.
    func continueAnswer(_ connection: Connection, isInTime: Bool) {
        // Looked at here too: a connection that often has a little room is rarely parked when deadlines are checked.
        guard isInTime, let deadline = connection.unsent?.deadline, MonotonicClock.now < deadline.milliseconds
        else {
            cutAnswers.count(.slowPeer)
            return release(connection)
        }
        guard let makeNext = connection.unsent?.nextPiece() else {
            return settle(connection, connection.sendRest())
        }
        // Held until it comes: by whoever makes it, as before by whoever made the answer.
        makeNext { piece in
            self.settle(connection, connection.append(piece, budget: self.unsentBytes))
        }
    }

    private func settle(_ connection: Connection, _ aftermath: Connection.Aftermath) {
        switch aftermath {
        case .keep where stage.load(ordering: .acquiring).isKeeping:
            park(connection, until: MonotonicClock.now(plusSeconds: limits.idleTimeoutSeconds))
        case .wait(let deadline):
            // Still counted as held: stop() waits for it, and says so if it had to cut it off.
            connection.park(until: deadline, awaiting: .room)
            poller.watch(connection, for: .room)
        case .noRoom:
            cutAnswers.count(.noRoom)
            release(connection)
        case .keep, .close:
            release(connection)
        }
    }
}
