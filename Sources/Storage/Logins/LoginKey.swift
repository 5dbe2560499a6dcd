/// Whose tries to log in are counted together: those from one network, with one name, both, or all there are.
package struct LoginKey: Hashable, Sendable {
    /// Empty: every network.
    package let network: [UInt8]
    /// Of the name, whether somebody has it or not; nil: every name.
    ///
    /// Only 16 bits of it, so that whoever reads the database learns nothing of a password that was typed as a name.
    package let nameMark: UInt16?

    package init(network: [UInt8] = [], nameMark: UInt16? = nil) {
        self.network = network
        self.nameMark = nameMark
    }

    /// How long failures are remembered after the last one: ten minutes; those of everybody, a second.
    package var memoryMilliseconds: Int64 {
        network.isEmpty && nameMark == nil ? 1_000 : 600_000
    }
}
