import Testing

@testable import TimeSeries

@Suite struct UnitTests {
  static let texts = [
    "attacks", "incidents", "events", "deaths", "killed", "persons", "thousand persons", "troops",
    "hundred fighters", "USD", "thousand USD", "million USD", "billion USD", "million USD (2015)",
    "USD (nominal)", "USD (2015)", "USD (2016)", "EUR", "million EUR (2015)", "IQD",
    "USD per barrel", "USD per barrel (2015)", "USD per tonne", "USD per tonne (2015)", "tonnes",
    "kilotonnes", "kg", "barrels", "barrels per day", "million barrels per day", "percent", "share",
    "km2", "square kilometres", "widgets", "thousand widgets", "gadgets", "Persons",
  ]

  @Test(arguments: texts) func textRoundTrips(text: String) throws {
    let unit = try #require(Unit(text))
    #expect(unit.description == text)
    #expect(Unit(unit.description) == unit)
    #expect(unit.scale > 0 && unit.scale.isFinite)
  }

  @Test func numbersAreConvertedWithinADimensionOnly() throws {
    let units = try Self.texts.map(unit)
    for first in units {
      #expect(first.factor(to: first) == 1)
      for second in units {
        let there = first.factor(to: second)
        let back = second.factor(to: first)
        #expect((there != nil) == (first.dimension == second.dimension))
        #expect((there == nil) == (back == nil))
        if let there, let back { #expect(abs(there * back - 1) < 1e-15) }
      }
    }
  }

  @Test(arguments: [
    ("million USD", "USD (2015)"), ("USD (2015)", "USD (2016)"), ("USD", "EUR"),
    ("USD per barrel", "USD per barrel (2015)"), ("USD per barrel", "USD per tonne"),
    ("USD per tonne", "USD per tonne (2015)"), ("USD per barrel", "USD"), ("attacks", "incidents"),
    ("attacks", "deaths"), ("deaths", "persons"), ("barrels", "barrels per day"),
    ("tonnes", "barrels"),
    ("share", "km2"), ("widgets", "gadgets"), ("persons", "Persons"),
  ])
  func whatMeasuresSomethingElseIsNotConverted(first: String, second: String) throws {
    #expect(try unit(first).factor(to: unit(second)) == nil)
  }

  @Test(arguments: [
    ("thousand persons", "persons", 1e3), ("billion USD", "million USD", 1e3),
    ("million USD (2015)", "USD (2015)", 1e6), ("USD", "USD (nominal)", 1),
    ("percent", "share", 0.01), ("kilotonnes", "kg", 1e6), ("killed", "deaths", 1),
    ("Thousand persons", "people", 1e3), ("million  USD", "USD", 1e6),
  ])
  func factors(from: String, to: String, factor: Double) throws {
    #expect(try unit(from).factor(to: unit(to)) == factor)
  }

  @Test(arguments: ["", " \t", "persons (2015)", "attacks (nominal)", "USD (about)", "USD ()"])
  func otherTextIsNoUnit(text: String) {
    #expect(Unit(text) == nil)
  }

  @Test func onlyEventsAreCounts() {
    #expect(Unit.attacks.countsEvents && Unit.incidents.countsEvents)
    for unit in [Unit.deaths, .persons, .dollars, .unstated] { #expect(!unit.countsEvents) }
  }
}
