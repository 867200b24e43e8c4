/// A column of the glossary. Every column there is stands in this file, so that keys and headings
/// are decided once; a table can hold no other. Keys are stable: once released, they are only added to.
extension Column {
  // MARK: Identity

  /// The dotted id of the series.
  public static let series = Column("series", "Series", "The dotted id of the series.", .text)

  /// The identifier of the row.
  public static let id = Column("id", "Id", "The identifier of the row.", .text)

  /// A title a person can read.
  public static let title = Column("title", "Title", "A title a person can read.", .text)

  /// The key of the panel.
  public static let key = Column("key", "Key", "The key of the panel.", .text)

  /// What is measured.
  public static let measure = Column("measure", "Measure", "What is measured.", .text)

  /// Whether values add up over time (flow) or hold on a day (stock).
  public static let accrual = Column(
    "accrual", "Accrual",
    "Whether values add up over time (flow) or hold on a day (stock).", .text)

  /// The unit of the values.
  public static let unit = Column("unit", "Unit", "The unit of the values.", .text)

  /// Whose attacks, troops or money it is.
  public static let actor = Column("actor", "Actor", "Whose attacks, troops or money it is.", .text)

  /// The place covered.
  public static let scope = Column("scope", "Scope", "The place covered.", .text)

  /// The definition the collector counts by.
  public static let definition = Column(
    "definition", "Definition",
    "The definition the collector counts by.", .text)

  /// The definition or release a claim belongs to, within its series.
  public static let concept = Column(
    "concept", "Concept",
    "The definition or release a claim belongs to, within its series.", .text)

  /// Core or context.
  public static let role = Column("role", "Role", "Core or context.", .text)

  /// First and last period.
  public static let span = Column("span", "Span", "First and last period.", .text)

  /// Number of periods with a value.
  public static let observationCount = Column(
    "observations", "Observations",
    "Number of periods with a value.", .count)

  /// Number of published statements.
  public static let claimCount = Column(
    "claims", "Claims",
    "Number of published statements.", .count)

  /// Number of distinct sources.
  public static let sourceCount = Column(
    "sources", "Sources",
    "Number of distinct sources.", .count)

  /// What it is.
  public static let description = Column("description", "Description", "What it is.", .text)

  /// What to be careful of.
  public static let cautions = Column("cautions", "Cautions", "What to be careful of.", .text)

  // MARK: Estimates

  /// The statistical method.
  public static let method = Column("method", "Method", "The statistical method.", .text)

  /// Which of several models the row belongs to.
  public static let model = Column(
    "model", "Model", "Which of several models the row belongs to.", .text)

  /// The term of the model, or the quantity estimated.
  public static let term = Column(
    "term", "Term",
    "The term of the model, or the quantity estimated.", .text)

  /// What is compared.
  public static let estimand = Column("estimand", "Estimand", "What is compared.", .text)

  /// The estimate.
  public static let estimate = Column("estimate", "Estimate", "The estimate.", .quantity)

  /// The standard error of the estimate.
  public static let standardError = Column(
    "std_error", "Std. error",
    "The standard error of the estimate.", .quantity)

  /// The test's own statistic.
  public static let statistic = Column(
    "statistic", "Statistic",
    "The test's own statistic.", .quantity)

  /// Degrees of freedom.
  public static let degreesOfFreedom = Column("df", "df", "Degrees of freedom.", .quantity)

  /// The probability, if nothing but chance were at work, of a statistic as extreme.
  public static let pValue = Column(
    "p_value", "p",
    "The probability, if nothing but chance were at work, of a statistic at least as extreme.",
    .probability)

  /// The p-value adjusted for the number of comparisons.
  public static let adjustedPValue = Column(
    "p_adjusted", "p (adjusted)",
    "The p-value adjusted for the number of comparisons.", .probability)

  /// The lower end of the confidence interval.
  public static let intervalLow = Column(
    "conf_low", "Low",
    "The lower end of the confidence interval.", .quantity)

  /// The upper end of the confidence interval.
  public static let intervalHigh = Column(
    "conf_high", "High",
    "The upper end of the confidence interval.", .quantity)

  /// The confidence level of the interval.
  public static let level = Column(
    "level", "Level",
    "The confidence level of the interval.", .quantity)

  /// How the p-value or interval was had: exact, asymptotic, resampled.
  public static let basis = Column(
    "basis", "Basis",
    "How the p-value or interval was had: exact, asymptotic, resampled.", .text)

  /// Number of observations used.
  public static let count = Column("n", "n", "Number of observations used.", .count)

  /// Number of observations in the first window.
  public static let firstCount = Column(
    "n_first", "n, first",
    "Number of observations in the first window.", .count)

  /// Number of observations in the second window.
  public static let secondCount = Column(
    "n_second", "n, second",
    "Number of observations in the second window.", .count)

  /// The scale of the estimate: difference, ratio, log ratio, rank.
  public static let scale = Column(
    "scale", "Scale",
    "The scale of the estimate: difference, ratio, log ratio, rank.", .text)

  /// The level of sentence the data allow, E0 to E5.
  public static let entitlement = Column(
    "entitlement", "Entitled to",
    "The level of sentence the data allow, E0 to E5.", .text)

  /// Why there is no estimate.
  public static let refusal = Column("reason", "Reason", "Why there is no estimate.", .text)

  /// What can be used instead.
  public static let instead = Column("instead", "Use instead", "What can be used instead.", .text)

  /// A remark on the row.
  public static let remark = Column("remark", "Remark", "A remark on the row.", .text)

  /// The declared autocorrelation at lag one year.
  public static let rho = Column(
    "rho", "rho",
    "The declared autocorrelation at lag one year.", .quantity)

  /// The number of autocovariances used.
  public static let lags = Column("lags", "Lags", "The number of autocovariances used.", .count)

  /// The event, or the year after which years are counted.
  public static let event = Column(
    "event", "Event",
    "The event, or the year after which years are counted.", .text)

  /// The years or dates compared.
  public static let window = Column("window", "Window", "The years or dates compared.", .text)

  /// The years before the event that are compared with.
  public static let baseline = Column(
    "baseline", "Baseline",
    "The years before the event that are compared with.", .text)

  /// The years between, which count as neither before nor after.
  public static let transition = Column(
    "transition", "Neither",
    "The years between, which count as neither before nor after.", .text)

  /// Elapsed time after the event that is compared, in years.
  public static let horizon = Column(
    "horizon", "Horizon",
    "Elapsed time after the event that is compared, in years.", .quantity)

  /// Years observed.
  public static let exposure = Column("exposure", "Exposure", "Years observed.", .quantity)

  /// The value in the first window.
  public static let firstValue = Column(
    "first", "First",
    "The value in the first window.", .quantity)

  /// The value in the second window.
  public static let secondValue = Column(
    "second", "Second",
    "The value in the second window.", .quantity)

  /// The second over the first.
  public static let ratio = Column("ratio", "Ratio", "The second over the first.", .quantity)

  /// The smallest p-value this design can reach.
  public static let floor = Column(
    "p_floor", "p floor",
    "The smallest p-value this design can reach.", .probability)

  /// Variance over mean of the counts, from Pearson residuals.
  public static let dispersion = Column(
    "dispersion", "Dispersion",
    "Variance over mean of the counts, from Pearson residuals.", .quantity)

  /// Which value of a range was taken.
  public static let reading = Column(
    "reading", "Reading",
    "Which value of a range was taken.", .text)

  /// A sentence the data allow.
  public static let sentence = Column(
    "sentence", "May be said",
    "A sentence the data allow.", .text)

  /// A sentence the data do not allow.
  public static let forbidden = Column(
    "not_said", "May not be said",
    "A sentence the data do not allow.", .text)

  /// What the next level of sentence needs.
  public static let missing = Column(
    "missing", "What is missing",
    "What the next level of sentence needs.", .text)

  /// The score S of Mann and Kendall.
  public static let score = Column(
    "s", "S", "The score of Mann and Kendall: pairs that rise less pairs that fall.", .quantity)

  /// The variance of S under no trend, corrected for ties.
  public static let scoreVariance = Column(
    "var_s", "var S", "The variance of S under no trend, corrected for ties.", .quantity)

  /// The normal deviate, with continuity correction.
  public static let normalDeviate = Column(
    "z", "z", "The normal deviate of the statistic, with continuity correction.", .quantity)

  /// The p-value of the normal approximation.
  public static let normalPValue = Column(
    "p_normal", "p (normal)", "The p-value of the normal approximation.", .probability)

  /// Kendall's tau-a.
  public static let tauA = Column("tau_a", "tau-a", "Kendall's tau-a.", .quantity)

  /// Kendall's tau-b.
  public static let tauB = Column("tau_b", "tau-b", "Kendall's tau-b.", .quantity)

  /// The largest p-value over declared autocorrelations.
  public static let worstPValue = Column(
    "p_worst_rho", "p (worst rho)", "The largest p-value over declared autocorrelations.",
    .probability)

  /// Which row of a method with several: declared, worst, averaged.
  public static let variant = Column(
    "variant", "Row", "Which row of a method with several: declared, worst, averaged.", .text)

  /// The least autocorrelation at which the verdict turns.
  public static let breakdownRho = Column(
    "rho_breakdown", "rho*", "The least autocorrelation at which the verdict turns.", .quantity)

  // MARK: Generalised and other models

  /// Twice the log likelihood the model falls short of one with a mean for each observation.
  public static let deviance = Column(
    "deviance", "Deviance",
    "Twice the log likelihood by which the model falls short of a mean for each observation.",
    .quantity)

  /// The deviance of a model with a constant alone, the offset kept.
  public static let nullDeviance = Column(
    "null_deviance", "Null deviance",
    "The deviance of a model with a constant alone, the offset kept.", .quantity)

  /// The sum of squared Pearson residuals.
  public static let pearsonStatistic = Column(
    "pearson_chi2", "Pearson χ²", "The sum of squared Pearson residuals.", .quantity)

  /// The size of the negative binomial: the variance is mean + mean²/theta.
  public static let theta = Column(
    "theta", "theta", "The size of the negative binomial: variance mean + mean²/theta.", .quantity)

  /// One over theta; zero where counts vary no more than Poisson counts.
  public static let alpha = Column(
    "alpha", "alpha", "One over theta; zero where counts vary no more than Poisson counts.",
    .quantity)

  /// How many iterations were made.
  public static let iterations = Column(
    "iterations", "Iterations", "How many iterations were made.", .count)

  /// The last relative change of an iteration.
  public static let lastChange = Column(
    "last_change", "Last change", "The last relative change of an iteration.", .quantity)

  /// Why an iteration stopped: converged, boundary, exhausted.
  public static let stopped = Column(
    "stopped", "Stopped", "Why an iteration stopped: converged, boundary, exhausted.", .text)

  /// The statistic of Durbin and Watson; about 2 without autocorrelation.
  public static let durbinWatson = Column(
    "durbin_watson", "Durbin–Watson",
    "The statistic of Durbin and Watson; about 2 without autocorrelation.", .quantity)

  /// The quantile that is modelled.
  public static let quantile = Column(
    "quantile", "Quantile", "The quantile that is modelled.", .quantity)

  /// What was made as small as possible.
  public static let objective = Column(
    "objective", "Objective", "What was made as small as possible.", .quantity)

  /// The number of observations known only as a range or a bound.
  public static let censoredCount = Column(
    "n_censored", "Censored", "The number of observations known only as a range or a bound.",
    .count)

  // MARK: Overview

  /// Share of the variance explained.
  public static let rSquared = Column(
    "r_squared", "R²",
    "Share of the variance explained.", .quantity)

  /// R² with a penalty for the number of terms.
  public static let adjustedRSquared = Column(
    "adj_r_squared", "Adjusted R²",
    "R² with a penalty for the number of terms.", .quantity)

  /// The residual standard deviation.
  public static let sigma = Column(
    "sigma", "Residual SD",
    "The residual standard deviation.", .quantity)

  /// The F statistic of all terms but the intercept.
  public static let fStatistic = Column(
    "f_statistic", "F",
    "The F statistic of all terms but the intercept.", .quantity)

  /// The p-value of the F statistic.
  public static let fPValue = Column(
    "f_p_value", "p (F)",
    "The p-value of the F statistic.", .probability)

  /// The maximised log likelihood.
  public static let logLikelihood = Column(
    "log_likelihood", "Log likelihood",
    "The maximised log likelihood.", .quantity)

  /// Akaike's criterion; the variance counts as a parameter, as in R.
  public static let aic = Column(
    "aic", "AIC",
    "Akaike's criterion; the variance counts as a parameter, as in R.", .quantity)

  /// Schwarz's criterion; the variance counts as a parameter, as in R.
  public static let bic = Column(
    "bic", "BIC",
    "Schwarz's criterion; the variance counts as a parameter, as in R.", .quantity)

  /// The residual sum of squares.
  public static let residualSumOfSquares = Column(
    "rss", "RSS",
    "The residual sum of squares.", .quantity)

  /// The number of breaks.
  public static let breakCount = Column(
    "break_count", "Number of breaks",
    "The number of breaks.", .count)

  /// The last row, from 1, or the last period, of each segment but the last.
  public static let places = Column(
    "places", "Places",
    "The last row, from 1, or the last period, of each segment but the last.", .text)

  /// The segment between breaks, from 1; of a break the one it ends.
  public static let segment = Column(
    "segment", "Segment",
    "The segment between breaks, from 1; of a break the one it ends.", .count)

  /// The last period before a break.
  public static let lastBefore = Column(
    "last_before", "Last before",
    "The last period before a break.", .text)

  /// The first period after a break.
  public static let firstAfter = Column(
    "first_after", "First after",
    "The first period after a break.", .text)

  /// The first period that may come first after the break, by its interval.
  public static let earliest = Column(
    "earliest", "Earliest",
    "The first period that may come first after the break, by its interval.", .text)

  /// The last period that may come first after the break, by its interval.
  public static let latest = Column(
    "latest", "Latest",
    "The last period that may come first after the break, by its interval.", .text)

  /// What a break has to save, in the unit of the cost.
  public static let penalty = Column(
    "penalty", "Penalty",
    "What a break has to save, in the unit of the cost.", .quantity)

  /// Whether the estimates are of this model.
  public static let isChosen = Column(
    "chosen", "Chosen",
    "Whether the estimates are of this model.", .text)

  /// The cost of a segment or partition.
  public static let cost = Column(
    "cost", "Cost",
    "The cost of a segment or partition.", .quantity)

  /// The variance between studies.
  public static let betweenVariance = Column(
    "tau2", "Variance between",
    "The variance between studies.", .quantity)

  /// Cochran's Q of heterogeneity.
  public static let heterogeneity = Column(
    "q", "Q",
    "Cochran's Q of heterogeneity.", .quantity)

  /// The share of the variance of estimates that lies between studies, in percent.
  public static let iSquared = Column(
    "i2", "I² (%)",
    "The share of the variance of estimates that lies between studies, in percent.", .quantity)

  /// The variance of the estimate in the row.
  public static let variance = Column(
    "variance", "Variance",
    "The variance of the estimate in the row.", .quantity)

  /// The variance of the errors that values are seen with.
  public static let errorVariance = Column(
    "error_variance", "Error variance",
    "The variance of the errors that values are seen with.", .quantity)

  /// The variance of the steps of a level.
  public static let levelVariance = Column(
    "level_variance", "Level variance", "The variance of the steps of a level.", .quantity)

  /// The variance of the steps of a slope.
  public static let slopeVariance = Column(
    "slope_variance", "Slope variance", "The variance of the steps of a slope.", .quantity)

  /// The share of the error of a forecast that a smoothed level takes.
  public static let levelShare = Column(
    "smoothing_level", "Level share",
    "The share of the error of a forecast that a smoothed level takes (alpha).", .quantity)

  /// The share of the error of a forecast that a smoothed trend takes.
  public static let trendShare = Column(
    "smoothing_trend", "Trend share",
    "The share of the error of a forecast that a smoothed trend takes (beta).", .quantity)

  /// The share of a trend kept at each step; 1 undamped.
  public static let damping = Column(
    "damping", "Damping", "The share of a trend kept at each step (phi); 1 undamped.", .quantity)

  /// The autoregressive coefficients, from lag one on.
  public static let autoregression = Column(
    "ar", "AR", "The autoregressive coefficients, from lag one on.", .text)

  /// The moving-average coefficients, from lag one on, with plus signs.
  public static let movingAverage = Column(
    "ma", "MA", "The moving-average coefficients, from lag one on, with plus signs.", .text)

  /// The share of the total weight.
  public static let weight = Column(
    "weight", "Weight",
    "The share of the total weight.", .quantity)

  /// Observations less estimated coefficients.
  public static let residualDegreesOfFreedom = Column(
    "df_residual", "Residual df",
    "Observations less estimated coefficients.", .count)

  /// The numerical rank of the design.
  public static let rank = Column("rank", "Rank", "The numerical rank of the design.", .count)

  /// The condition number of the design, columns scaled.
  public static let condition = Column(
    "condition", "Condition",
    "The condition number of the design, columns scaled.", .quantity)

  /// The solver used.
  public static let solver = Column("solver", "Solver", "The solver used.", .text)

  /// Number of missing values left out.
  public static let missingCount = Column(
    "n_missing", "Missing",
    "Number of missing values left out.", .count)

  /// The arithmetic mean.
  public static let mean = Column("mean", "Mean", "The arithmetic mean.", .quantity)

  /// The standard deviation, divisor n − 1.
  public static let standardDeviation = Column(
    "std_dev", "SD",
    "The standard deviation, divisor n − 1.", .quantity)

  /// The smallest value.
  public static let minimum = Column("min", "Min", "The smallest value.", .quantity)

  /// The 25 % quantile (type 7).
  public static let lowerQuartile = Column("q25", "Q1", "The 25 % quantile (type 7).", .quantity)

  /// The median.
  public static let median = Column("median", "Median", "The median.", .quantity)

  /// The 75 % quantile (type 7).
  public static let upperQuartile = Column("q75", "Q3", "The 75 % quantile (type 7).", .quantity)

  /// The largest value.
  public static let maximum = Column("max", "Max", "The largest value.", .quantity)

  /// The sum.
  public static let sum = Column("sum", "Sum", "The sum.", .quantity)

  /// The autocorrelation at lag one; biased low in short series.
  public static let autocorrelation = Column(
    "acf1", "Lag-1 r",
    "The autocorrelation at lag one; biased low in short series.", .quantity)

  /// Number of years without a value between the first and the last.
  public static let gapCount = Column(
    "gaps", "Gaps",
    "Number of years without a value between the first and the last.", .count)

  /// Number of periods shorter than their year.
  public static let partialCount = Column(
    "partial", "Partial",
    "Number of periods shorter than their year.", .count)

  /// Number of values published as a range or a bound.
  public static let rangeCount = Column(
    "ranges", "Ranges",
    "Number of values published as a range or a bound.", .count)

  /// Number of values that will be revised.
  public static let provisionalCount = Column(
    "provisional", "Provisional",
    "Number of values that will be revised.", .count)

  /// Dates at which the values stop being comparable with those before.
  public static let breaks = Column(
    "breaks", "Breaks",
    "Dates at which the values stop being comparable with those before.", .text)

  // MARK: Observations

  /// The period, as written: a year, quarter, month, day or span of days.
  public static let period = Column(
    "period", "Period",
    "The period, as written: a year, quarter, month, day or span of days.", .text)

  /// First day of the period.
  public static let periodStart = Column("period_start", "From", "First day of the period.", .text)

  /// Last day of the period, inclusive.
  public static let periodEnd = Column(
    "period_end", "Through",
    "Last day of the period, inclusive.", .text)

  /// Decimal year at the start of the period.
  public static let time = Column("time", "Time", "Decimal year at the start of the period.", .time)

  /// The value.
  public static let value = Column("value", "Value", "The value.", .quantity)

  /// The lower bound published or implied.
  public static let low = Column("low", "Low", "The lower bound published or implied.", .quantity)

  /// The upper bound published or implied.
  public static let high = Column(
    "high", "High",
    "The upper bound published or implied.", .quantity)

  /// Exact, approximate, interval, at least or at most.
  public static let kind = Column(
    "kind", "Kind",
    "Exact, approximate, interval, at least or at most.", .text)

  /// Share of the calendar year (or of the period) observed.
  public static let coverage = Column(
    "coverage", "Coverage",
    "Share of the calendar year (or of the period) observed.", .quantity)

  /// The value the model fits.
  public static let fitted = Column("fitted", "Fitted", "The value the model fits.", .quantity)

  /// What is expected had nothing happened.
  public static let counterfactual = Column(
    "counterfactual", "Counterfactual", "What is expected had nothing happened.", .quantity)

  /// Value less fitted.
  public static let residual = Column("residual", "Residual", "Value less fitted.", .quantity)

  /// The weight of an observation in its own fitted value.
  public static let leverage = Column(
    "leverage", "Leverage",
    "The weight of an observation in its own fitted value.", .quantity)

  /// The window or group an observation belongs to.
  public static let group = Column(
    "group", "Group",
    "The window or group an observation belongs to.", .text)

  /// Years since the event, at the middle of the period.
  public static let elapsed = Column(
    "elapsed", "Elapsed",
    "Years since the event, at the middle of the period.", .quantity)

  /// The order of the row, from 1.
  public static let position = Column(
    "position", "Position",
    "The order of the row, from 1.", .count)

  /// The row of the table that was read, from 1, its header not counted.
  public static let row = Column(
    "row", "Row",
    "The row of the table that was read, from 1, its header not counted.", .count)

  /// The dates the source speaks of; for a stock, when it was counted.
  public static let stated = Column(
    "stated", "Stated for", "The dates the source speaks of; for a stock, when it was counted.",
    .text)

  /// How the value was made of its claims, where it is not simply one of them.
  public static let derivation = Column(
    "derivation", "Derivation",
    "How the value was made of its claims, where it is not simply one of them.", .text)

  // MARK: Provenance

  /// The id of the statement.
  public static let claim = Column("claim", "Claim", "The id of the statement.", .text)

  /// The key of the source.
  public static let source = Column("source", "Source", "The key of the source.", .text)

  /// Who wrote the source.
  public static let author = Column("author", "Author", "Who wrote the source.", .text)

  /// Who published the source.
  public static let publisher = Column("publisher", "Publisher", "Who published the source.", .text)

  /// When it was published: the vintage.
  public static let published = Column(
    "published", "Published",
    "When it was published: the vintage.", .text)

  /// Where the source is.
  public static let url = Column("url", "Address", "Where the source is.", .text)

  /// The licence of the data.
  public static let licence = Column("licence", "Licence", "The licence of the data.", .text)

  /// The source's own words.
  public static let quote = Column("quote", "Words", "The source's own words.", .text)

  /// The source's hedging word.
  public static let hedge = Column("hedge", "Hedge", "The source's hedging word.", .text)

  /// Final, provisional, planned or derived.
  public static let status = Column(
    "status", "Status",
    "Final, provisional, planned or derived.", .text)

  /// High, medium or low.
  public static let quality = Column("quality", "Quality", "High, medium or low.", .text)

  /// A remark by the curator.
  public static let note = Column("note", "Note", "A remark by the curator.", .text)

  /// The period a figure is stated for.
  public static let perPeriod = Column(
    "per_period", "Per",
    "The period a figure is stated for.", .text)

  /// The reference, ready to paste.
  public static let citation = Column(
    "citation", "Citation",
    "The reference, ready to paste.", .text)

  /// What the claim was used for.
  public static let usedAs = Column("used_as", "Used as", "What the claim was used for.", .text)

  /// What the licence asks for.
  public static let licenceNote = Column(
    "licence_note", "Licence asks", "What the licence asks for.", .text)

  // MARK: Events and checks

  /// The date.
  public static let date = Column("date", "Date", "The date.", .text)

  /// The last day.
  public static let dateEnd = Column("date_end", "Until", "The last day.", .text)

  /// How exactly the date is known.
  public static let precision = Column(
    "precision", "Precision",
    "How exactly the date is known.", .text)

  /// What the row is about.
  public static let item = Column("item", "Item", "What the row is about.", .text)

  /// What was found.
  public static let result = Column("result", "Result", "What was found.", .text)

  /// What is wrong.
  public static let fault = Column("fault", "Fault", "What is wrong.", .text)

  /// What to do about it.
  public static let advice = Column("advice", "What to do", "What to do about it.", .text)

  /// The file.
  public static let file = Column("file", "File", "The file.", .text)

  /// The line, from 1.
  public static let line = Column("line", "Line", "The line, from 1.", .count)

  /// The column in characters, from 1.
  public static let columnNumber = Column(
    "column", "Column",
    "The column in characters, from 1.", .count)

  /// Agreement in decimal digits.
  public static let digits = Column("digits", "Digits", "Agreement in decimal digits.", .quantity)

  /// The name of a column, as the header of its file has it.
  public static let variable = Column(
    "variable", "Column",
    "The name of a column, as the header of its file has it.", .text)

  /// The heading a journal would print.
  public static let heading = Column(
    "heading", "Heading", "The heading a journal would print.", .text)

  /// What a column holds.
  public static let meaning = Column("meaning", "Meaning", "What a column holds.", .text)

  /// The type of the values of a column.
  public static let type = Column("type", "Type", "The type of the values of a column.", .text)

  /// The hash of the content.
  public static let sha256 = Column("sha256", "SHA-256", "The hash of the content.", .text)

  /// The size.
  public static let bytes = Column("bytes", "Bytes", "The size.", .count)

  /// What holds in the first window.
  public static let firstText = Column(
    "after_first", "After the first event",
    "What holds in the first window.", .text)

  /// What holds in the second window.
  public static let secondText = Column(
    "after_second", "After the second event",
    "What holds in the second window.", .text)
}
