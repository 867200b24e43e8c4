import Crypto

/// Sums by which a file is known again.
public enum Checksum {
  /// The SHA-256 sum of bytes in 64 lower-case hexadecimal digits (FIPS 180-4).
  ///
  /// - Cost: linear.
  /// - Checked against: the examples of FIPS 180-4.
  public static func sha256(_ bytes: [UInt8]) -> String {
    var hash = SHA256()
    bytes.withUnsafeBytes { hash.update(bufferPointer: $0) }
    let digits = Array("0123456789abcdef".utf8)
    let text = hash.finalize().flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
    return String(decoding: text, as: UTF8.self)
  }
}
