// swift-tools-version: 6.2
import PackageDescription

/// One rule set for every target: Swift 6, no implicit existentials or imports, and no warning survives.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

/// Of tests, also where all else is optimised (`.make/test`): their own code is a small part of what they run, and the
/// optimiser takes minutes for it and breaks off at FastCGITests (Swift 6.3.1).
let tests: [SwiftSetting] = strict + [.unsafeFlags(["-Xfrontend", "-Onone"])]

let package = Package(
    name: "LandingTracker",
    products: [.executable(name: "landing-tracker", targets: ["landing-tracker"])],
    dependencies: [
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
    ],
    targets: [
        .systemLibrary(
            name: "CCrypt", pkgConfig: "libcrypto", providers: [.apt(["libcrypt-dev", "libssl-dev"])]),
        .systemLibrary(name: "CFastCGI", pkgConfig: "fcgi", providers: [.apt(["libfcgi-dev"])]),
        .systemLibrary(
            name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
        .systemLibrary(name: "CTLS", pkgConfig: "libssl", providers: [.apt(["libssl-dev"])]),
        .target(name: "JSON", swiftSettings: strict),
        .target(name: "HTTP", swiftSettings: strict),
        .target(name: "Digests", dependencies: ["CCrypt"], swiftSettings: strict),
        .target(name: "Passwords", dependencies: ["CCrypt", "Digests"], swiftSettings: strict),
        .target(name: "Tracking", dependencies: ["Digests", "JSON"], swiftSettings: strict),
        .target(
            name: "FastCGI",
            dependencies: ["CFastCGI", "HTTP", .product(name: "Logging", package: "swift-log")],
            swiftSettings: strict),
        .target(name: "Probes", dependencies: ["CTLS", "FastCGI"], swiftSettings: strict),
        .target(name: "Blocks", dependencies: ["Tracking"], swiftSettings: strict),
        .target(name: "Markup", dependencies: ["JSON"], swiftSettings: strict),
        .target(
            name: "HTML",
            dependencies: ["Digests", "Markup", .product(name: "Mustache", package: "swift-mustache")],
            resources: [.embedInCode("Templates"), .embedInCode("Assets")], swiftSettings: strict),
        .target(
            name: "Storage",
            dependencies: ["Blocks", "Tracking", .product(name: "Logging", package: "swift-log")],
            swiftSettings: strict),
        .target(
            name: "SQLiteStorage",
            dependencies: [
                "Blocks", "CSQLite", "Storage", "Tracking",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: strict),
        .target(
            name: "Web",
            dependencies: [
                "Digests", "HTML", "HTTP", "JSON", "Markup", "Passwords", "Storage", "Tracking",
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: strict),
        .target(
            name: "Tracker",
            dependencies: [
                "FastCGI", "JSON", "SQLiteStorage", "Storage", "Tracking", "Web",
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: strict),
        .executableTarget(
            name: "landing-tracker",
            dependencies: [
                "FastCGI", "JSON", "Passwords", "Probes", "Storage", "Tracker", "Tracking", "Web",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: strict),

        .target(
            name: "TestSupport",
            dependencies: [
                "JSON", "HTTP", "SQLiteStorage", "Storage", "Tracking",
                .product(name: "Logging", package: "swift-log"),
            ],
            path: "Tests/TestSupport", exclude: ["Disk/faulty_disk.c"], swiftSettings: strict),
        .target(name: "TestTraits", path: "Tests/TestTraits", swiftSettings: strict),
        .executableTarget(
            name: "torture",
            dependencies: [
                "TestSupport", .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "Tests/Torture", exclude: ["Traffic/events.lua"], swiftSettings: strict),
        .target(
            name: "FuzzTargets",
            dependencies: [
                "FastCGI", "HTTP", "JSON", "Tracking", .product(name: "Logging", package: "swift-log"),
            ],
            path: "Tests/Fuzz/FuzzTargets", swiftSettings: strict),
        .executableTarget(
            name: "fuzz",
            dependencies: [
                "FuzzTargets", .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "Tests/Fuzz/Fuzzer", swiftSettings: strict),
        .executableTarget(
            name: "variants",
            dependencies: [
                "FastCGI", "HTTP", "SQLiteStorage", "Storage", "Tracker", "Tracking", "Web",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
            ],
            path: "Tests/Variants", swiftSettings: strict),
        .executableTarget(
            name: "benchmarks",
            dependencies: [
                "Blocks", "JSON", "SQLiteStorage", "Storage", "TestSupport", "Tracking",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
            ],
            path: "Tests/Benchmarks", exclude: ["Load/events.lua", "c", "php"], swiftSettings: strict),
        .target(
            name: "DemoTraffic", dependencies: ["TestSupport", "Tracking"], path: "Tests/Demo/DemoTraffic",
            swiftSettings: strict),
        .executableTarget(
            name: "demo",
            dependencies: [
                "DemoTraffic", "Passwords", "SQLiteStorage", "Storage", "Tracker", "Tracking",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
            ],
            path: "Tests/Demo/Program", swiftSettings: strict),
        .testTarget(
            name: "DemoTests", dependencies: ["DemoTraffic", "JSON", "Tracking"], swiftSettings: tests),
        .testTarget(name: "FuzzTests", dependencies: ["FuzzTargets"], swiftSettings: tests),
        .testTarget(name: "JSONTests", dependencies: ["JSON"], swiftSettings: tests),
        .testTarget(name: "HTMLTests", dependencies: ["HTML", "Markup"], swiftSettings: tests),
        .testTarget(name: "HTTPTests", dependencies: ["HTTP"], swiftSettings: tests),
        .testTarget(name: "PasswordsTests", dependencies: ["Digests", "Passwords"], swiftSettings: tests),
        .testTarget(name: "TrackingTests", dependencies: ["JSON", "Tracking"], swiftSettings: tests),
        .testTarget(
            name: "StorageTests", dependencies: ["Storage", "TestSupport", "Tracking"], swiftSettings: tests),
        .testTarget(
            name: "StoreContractTests",
            dependencies: [
                "JSON", "Storage", "TestSupport", "Tracking",
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: tests),
        .testTarget(
            name: "SQLiteStorageTests",
            dependencies: [
                "Blocks", "JSON", "SQLiteStorage", "Storage", "TestSupport", "Tracking",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: tests),
        .testTarget(
            name: "WebTests",
            dependencies: [
                "HTML", "HTTP", "JSON", "Markup", "Passwords", "SQLiteStorage", "Storage", "TestSupport",
                "Tracking",
                "Web",
                .product(name: "Logging", package: "swift-log"),
            ],
            exclude: ["Golden"], swiftSettings: tests),
        .testTarget(
            name: "FastCGITests",
            dependencies: [
                "FastCGI", "HTTP", "TestSupport", "TestTraits",
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: tests),
        .testTarget(
            name: "TrackerTests",
            dependencies: ["JSON", "Tracker", .product(name: "Logging", package: "swift-log")],
            swiftSettings: tests),
        .testTarget(name: "ProjectTests", swiftSettings: tests),
        .testTarget(
            name: "EndToEndTests",
            dependencies: ["TestSupport", "TestTraits", "demo", "landing-tracker", "torture", "variants"],
            exclude: ["php"], swiftSettings: tests),
    ]
)
