/// What one connection may ask of the process; libfcgi itself has no bounds.
package struct Limits: Sendable {
    /// All CGI variables of a request together, names and values. nginx sends about 1 KiB; its own
    /// header buffers stop at 32 KiB by default.
    package var parameterBytes = 64 * 1024

    /// A request's body; a longer one is read to its end, dropped, and answered as too large.
    package var bodyBytes = 1024 * 1024

    /// From a connection's first byte (or its acceptance) to the end of its request.
    package var receiveTimeoutSeconds = 30.0

    /// For the peer to take an answer.
    package var sendTimeoutSeconds = 30.0

    /// Between two requests of a kept connection. Longer than any web server keeps one (nginx: 60 s),
    /// so that it is the web server that closes and no request meets a closing connection.
    package var idleTimeoutSeconds = 600.0

    package init() {}
}
