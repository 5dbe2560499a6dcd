#if FUZZING
    import FuzzTargets
    import Glibc
    import Synchronization

    /// The engine of libFuzzer, which every program compiled with `-sanitize=fuzzer` carries.
    enum LibFuzzer {
        private static let target = Mutex<FuzzTarget?>(nil)

        /// Tries inputs until time is up, and ends the process at the first broken promise: libFuzzer then keeps the input.
        static func run(_ target: FuzzTarget, _ arguments: [String]) {
            self.target.withLock { $0 = target }
            // With the target, because libFuzzer starts this very text in a shell when it needs another process.
            let program = "\(CommandLine.arguments[0]) \(target.rawValue)"
            var pointers: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) } + [nil]
            var count = Int32(pointers.count - 1)
            pointers.withUnsafeMutableBufferPointer { buffer in
                var start = buffer.baseAddress
                _ = runDriver(&count, &start, tryOne)
            }
        }

        private static let tryOne: @convention(c) (UnsafePointer<UInt8>?, Int) -> Int32 = { start, count in
            let input = [UInt8](UnsafeBufferPointer(start: start, count: count))
            do {
                try LibFuzzer.target.withLock { $0 }?.check(input)
            } catch {
                fatalError("\(error)")
            }
            return 0
        }
    }

    /// `LLVMFuzzerRunDriver` of FuzzerInterface.h.
    @_silgen_name("LLVMFuzzerRunDriver")
    private func runDriver(
        _ count: UnsafeMutablePointer<Int32>,
        _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
        _ tryOne: @convention(c) (UnsafePointer<UInt8>?, Int) -> Int32
    ) -> Int32
#endif
