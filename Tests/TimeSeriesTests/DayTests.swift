import Foundation
import TestSupport
import Testing
import TimeSeries

@Suite struct DayTests {
  /// Walks the calendar by its rules, month lengths written out, and compares every day.
  @Test(arguments: [-400...0, 1570...2370])
  func everyDayRoundTripsAndFollowsTheOneBefore(years: ClosedRange<Int>) throws {
    let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    var number = try #require(Day(year: years.lowerBound, month: 1, day: 1)).number
    for year in years {
      let isLeap = year % 400 == 0 || (year % 4 == 0 && year % 100 != 0)
      for (index, length) in lengths.enumerated() {
        let days = index == 1 && isLeap ? 29 : length
        for dayOfMonth in 1...days {
          let day = Day(year: year, month: index + 1, day: dayOfMonth)
          guard day?.number == number, Day(number: number).date == (year, index + 1, dayOfMonth)
          else {
            Issue.record("\(year)-\(index + 1)-\(dayOfMonth) is not day \(number)")
            return
          }
          number += 1
        }
        #expect(Day(year: year, month: index + 1, day: days + 1) == nil)
      }
      #expect(Day.isLeap(year) == isLeap)
      #expect(Day.length(ofYear: year) == (isLeap ? 366 : 365))
    }
  }

  /// Counts of Python's `datetime.date.toordinal() - 719163`, and by 400-year cycles beyond.
  @Test(arguments: [
    (1970, 1, 1, 0), (1969, 12, 31, -1), (1, 1, 1, -719_162), (2000, 2, 29, 11_016),
    (2011, 12, 18, 15_326), (9999, 12, 31, 2_932_896), (0, 3, 1, -719_468),
    (-400, 3, 1, -719_468 - 146_097), (9_999_600, 3, 1, -719_468 + 24_999 * 146_097),
    (-9_999_600, 3, 1, -719_468 - 24_999 * 146_097),
  ])
  func countsFromTheEpoch(year: Int, month: Int, dayOfMonth: Int, number: Int) throws {
    let day = try #require(Day(year: year, month: month, day: dayOfMonth))
    #expect(day.number == number)
    #expect(day.date == (year, month, dayOfMonth))
  }

  @Test(arguments: [-9_999_999, -9_999_996, 9_999_999, 9_999_996])
  func theEndsOfTheCalendarRoundTrip(year: Int) throws {
    for (month, dayOfMonth) in [(1, 1), (2, 28), (3, 1), (12, 31)] {
      let day = try #require(Day(year: year, month: month, day: dayOfMonth))
      #expect(day.date == (year, month, dayOfMonth))
      #expect(Day(day.description) == day)
    }
  }

  @Test(arguments: [
    (2014, 13, 1), (2014, 0, 1), (2014, 2, 29), (2014, 4, 31), (2014, 1, 0), (2014, 1, -1),
    (1900, 2, 29), (10_000_000, 1, 1), (-10_000_000, 1, 1), (.min, 1, 1), (.max, 12, 31),
    (2014, .max, 1), (2014, 1, .max), (2014, .min, .min),
  ])
  func datesThatDoNotExistAreNil(year: Int, month: Int, day: Int) {
    #expect(Day(year: year, month: month, day: day) == nil)
  }

  @Test(arguments: [
    "", "2014", "2014-06", "2014-6-18", "2014-06-1", "2014-06-31", "2014-06-18 ", " 2014-06-18",
    "2014-06-18/2014-06-18", "2014/06/18", "2014-06-18T00:00", "２０１４-06-18", "--2014-06-18",
    "2014-06-18-", "10000000-01-01", "2014-Q2-01", "2014--06-18",
  ])
  func otherTextIsNoDay(text: String) {
    #expect(Day(text) == nil)
  }

  @Test(arguments: [
    "2011-12-18", "0001-01-01", "0000-02-29", "-0001-12-31", "-9999999-01-01", "+10000-01-01",
    "+9999999-12-31",
  ])
  func textRoundTrips(text: String) throws {
    #expect(try day(text).description == text)
  }

  @Test func decimalYearsStartAtTheYearAndStayInIt() throws {
    #expect(Day.first(of: 2014).decimalYear == 2014)
    let last = try #require(Day("2016-12-31"))
    #expect(last.decimalYear == 2016 + 365.0 / 366)
    #expect(try day("-0044-07-02").decimalYear == -44 + 183.0 / 366)
  }

  @Test func isCodedAsItsDate() throws {
    let day = try #require(Day("2011-12-18"))
    let data = try JSONEncoder().encode([day])
    #expect(String(decoding: data, as: UTF8.self) == #"["2011-12-18"]"#)
    #expect(try JSONDecoder().decode([Day].self, from: data) == [day])
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode([Day].self, from: Data(#"["2011-12-32"]"#.utf8))
    }
  }
}
