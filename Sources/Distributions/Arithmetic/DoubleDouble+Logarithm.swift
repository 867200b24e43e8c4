import RealModule

extension DoubleDouble {
  /// log(1 + i/256) for i in 0...256, by log((i+1)/i) = 2 artanh(1/(2i+1)).
  private static let logarithms: [DoubleDouble] = {
    var table = [DoubleDouble(0)]
    table.reserveCapacity(257)
    var total = DoubleDouble(0)
    for i in 256..<512 {
      let r = DoubleDouble(1) / Double(2 * i + 1)
      let square = r * r
      // r² < 4e-6: seven terms leave 1e-38.
      var series = DoubleDouble(1) / 15
      for odd in stride(from: 13.0, through: 1, by: -2) {
        series = series * square + DoubleDouble(1) / odd
      }
      total = total + r * series * 2
      table.append(total)
    }
    return table
  }()

  /// The natural logarithm, with an absolute error below 1e-25 + 1e-31·|log|.
  ///
  /// The argument is reduced to f = c(1+r)/(1−r) with c a multiple of 1/256 and |r| ≤ 2⁻¹⁰; only the
  /// first term of log f − log c = 2r + 2r³/3 + … needs more than a double.
  ///
  /// - Assumes: `high` is positive and finite.
  var logarithm: DoubleDouble {
    if high < 0x1p-960 {
      return DoubleDouble(high * 0x1p200, low * 0x1p200).logarithm - Self.logarithms[256] * 200
    }
    let exponent = high.exponent
    let scale = Double(sign: .plus, exponent: -exponent, significand: 1)
    let f = DoubleDouble(high * scale, low * scale)
    let index = ((f.high - 1) * 256).rounded()
    let c = 1 + index / 256
    let r = (f - c) / (f + c)
    let s = r.high * r.high
    let tail = 2 * r.high * s * (1 / 3.0 + s * (1 / 5.0 + s * (1 / 7.0 + s / 9)))
    let table = Self.logarithms
    let base = table[Int(index)] + table[256] * Double(exponent)
    return base + (r * 2 + tail)
  }

  /// The natural logarithm of one more than this, with a relative error below 1e-20.
  ///
  /// - Assumes: `high` is positive and below 1e307.
  var logarithmOfOnePlus: DoubleDouble {
    let z = high
    // The first term of the series needs more than a double.
    if z < 1e-5 {
      var rest = 1 / 4.0 - z / 5
      rest = 1 / 3.0 - z * rest
      rest = 1 / 2.0 - z * rest
      return self - self * (z * rest)
    }
    return z > 1e30 ? logarithm : (self + 1).logarithm
  }

  /// e to this power, as a double.
  var exponential: Double {
    let leading = Double.exp(high)
    // An infinite or vanished leading factor must not meet an infinite or absent correction.
    return leading.isFinite && low != 0 ? leading.addingProduct(leading, low) : leading
  }
}
