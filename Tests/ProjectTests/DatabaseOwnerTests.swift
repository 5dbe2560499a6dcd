import Testing

/// What root makes in the service's folder, the service cannot open.
struct DatabaseOwnerTests {
    /// In each file that opens a database, and so before it does.
    @Test func whoeverOpensADatabaseHasBecomeItsOwner() {
        let call = #/settings(\(\))?\.database\.(open|make|backUp|restore|upgrade)\(|try checkDatabase\(/#
        let opening = SourceFile.all.filter { $0.module == "landing-tracker" && $0.code.contains(call) }
        #expect(opening.count == 8)
        for file in opening { #expect(file.code.contains("takeOverFromRoot()"), "\(file.path)") }
    }

    /// A folder that a service can write may hold links. The socket alone has a group of its own, but is no link.
    @Test(arguments: SourceFile.all)
    func nothingIsGivenToAnybody(_ file: SourceFile) {
        let isSocket = file.path.hasSuffix("FastCGI/SocketAccess.swift")
        for word in [" chown(", "lchown(", "fchown(", "ownerAccount", "groupOwnerAccount"]
        where !(isSocket && word == "lchown(") {
            #expect(!file.code.contains(word), "\(word)")
        }
    }
}
