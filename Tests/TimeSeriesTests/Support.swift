import Testing
import TimeSeries

/// A day by its text.
func day(_ text: String) throws -> Day { try #require(Day(text)) }

/// A period by its text.
func period(_ text: String) throws -> Period { try #require(Period(text)) }

/// A span by the texts of its first and last day.
func span(_ first: String, _ last: String) throws -> Period { try period("\(first)/\(last)") }

/// A unit by its text.
func unit(_ text: String) throws -> Unit { try #require(Unit(text)) }
