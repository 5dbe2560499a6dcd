/// A connection to who is asked, in clear or by TLS.
protocol ProbeStream {
    func send(_ bytes: [UInt8]) throws(ProbeFailure)

    /// Waits for what comes next.
    ///
    /// - Returns: Nothing when nothing more comes.
    func receive() throws(ProbeFailure) -> [UInt8]
}
