/// The CRC-32 of ISO/IEC 3309 (polynomial 0xEDB88320, reflected), as in gzip (RFC 1952, section 8). No protection against
/// anything but slips.
///
/// Tests: CRC32Tests.swift
package enum CRC32 {
    package static func checksum(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(~UInt32(0)) { checksum, byte in
            (0..<8).reduce(checksum ^ UInt32(byte)) { value, _ in value >> 1 ^ (value & 1 == 1 ? 0xEDB8_8320 : 0) }
        }
    }
}
