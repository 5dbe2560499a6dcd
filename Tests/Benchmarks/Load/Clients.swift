/// Who sends requests: so many connections, each with one request at a time.
struct Clients {
    var count = 64
    var usesTLS = false
    /// Whether each request comes over a connection of its own.
    var reconnects = false
}
