import Glibc
import TestSupport

/// Whether the condition comes true.
func eventually(_ condition: () throws -> Bool) rethrows -> Bool {
    var patience = Patience()
    while try !condition() {
        guard patience.isLeft({ nil }) else { return false }
        usleep(500)
    }
    return true
}
