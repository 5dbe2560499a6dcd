/// Keeps short and whole what a store writes before it is in its place, while nobody waits for that; for one thread.
package protocol LogKeeping: AnyObject {
    /// Looks once, and does what is to be done; quick while events come. To be called each second.
    func look()
}
