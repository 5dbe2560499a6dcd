/// What one connection may ask of the process; libfcgi itself has no bounds.
package struct Limits: Sendable {
    /// All CGI variables of a request together, names and values. nginx sends about 1 KiB; its own
    /// header buffers stop at 32 KiB by default.
    package var parameterBytes = 64 * 1024

    /// A request's body; a longer one is read to its end, dropped, and answered as too large.
    package var bodyBytes = 1024 * 1024

    /// From a connection's first byte (or its acceptance) to the end of its request.
    package var receiveTimeoutSeconds = 30.0

    /// For the peer to take an answer, or the next `sendMinimumBytes` of a long one; see `SendDeadline`.
    package var sendTimeoutSeconds = 30.0

    /// What of a long answer a peer must take in each `sendTimeoutSeconds`. That is 17 KiB a second, the pace of a
    /// poor mobile connection: Apache, and nginx without buffering, read as slowly as their client.
    package var sendMinimumBytes = 512 * 1024

    /// For the peer to take a whole answer, whatever its length and pace: 10 MiB at the slowest.
    package var sendTotalSeconds = 600.0

    /// Of answers that their peers have not taken whole, on all connections together; a further one is cut off.
    /// A page or a report is well under 1 MiB and a socket takes 200 KiB at once, so that this is room for all who
    /// read slowly, and no harm to a machine of 1 GiB if nobody reads.
    package var unsentBytes = 64 * 1024 * 1024

    /// Between two requests of a kept connection. Longer than any web server keeps one (nginx: 60 s),
    /// so that it is the web server that closes and no request meets a closing connection.
    package var idleTimeoutSeconds = 600.0

    package init() {}
}
