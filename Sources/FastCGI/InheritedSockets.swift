import Glibc

/// The sockets that this process was started with: held by somebody else, too, who gives them to the next process.
package struct InheritedSockets: Sendable {
    package let listeners: [ListeningSocket]
    /// What is wrong with another one.
    package let fault: ListenError?

    /// All descriptors from 3 on by sd_listen_fds(3), whatever their names; else descriptor 0, as the FastCGI specification
    /// (section 2.2) says. `first` is another one than 3 where that is in use for something else.
    package init(environment: [String: String], from first: Int32 = 3) {
        let count = Self.count(environment, from: first)
        guard count > 0 else {
            listeners = ListeningSocket.isListening(0) ? [ListeningSocket(inherited: 0)] : []
            fault = nil
            return
        }
        let descriptors = first..<first + count
        let sound = descriptors.prefix { ListeningSocket.isListening($0) }
        listeners = sound.map(ListeningSocket.init(inherited:))
        fault = sound.endIndex < descriptors.endIndex ? .notListening(descriptor: sound.endIndex) : nil
    }

    /// How many this process was given by systemd; 0 for what was meant for another one.
    private static func count(_ environment: [String: String], from first: Int32) -> Int32 {
        guard environment["LISTEN_PID"] == String(getpid()), let text = environment["LISTEN_FDS"],
            let count = Int32(text), count <= Int32.max - first
        else { return 0 }
        return count
    }

    /// Whether one of them listens there.
    package func include(_ address: ListenAddress) -> Bool {
        listeners.contains { $0.isBound(to: address) }
    }

    /// Where they listen, for people.
    package var places: String { listeners.map(\.place).joined(separator: ", ") }
}
