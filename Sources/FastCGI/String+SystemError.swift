import Glibc

extension String {
    /// The system's text for an `errno` value.
    init(systemError code: Int32) {
        self.init(cString: strerror(code))
    }
}
