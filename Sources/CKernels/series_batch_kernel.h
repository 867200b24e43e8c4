/* The body of one kernel. Included with
 *
 *   KERNEL(name)  the name of a function in this kernel
 *   FUNCTIONS     the name of the table of them
 *   LANES         the doubles of a vector: 2, 4 or 8
 *   FUSED         1 where the processor has fma, else 0
 */
#include <stdint.h>
#include <string.h>

#define ALWAYS static inline __attribute__((always_inline))
#define SERIES AFTERMATH_BATCH_LANES

typedef double vec __attribute__((vector_size(8 * LANES)));
typedef double loose_vec __attribute__((vector_size(8 * LANES), aligned(8), may_alias));
typedef int64_t word_vec __attribute__((vector_size(8 * LANES)));
typedef int64_t loose_words __attribute__((vector_size(8 * LANES), aligned(8), may_alias));

#define LOAD(p) (*(const loose_vec *)(p))
#define STORE(p, v) (*(loose_vec *)(p) = (v))
#define STORE_WORDS(p, v) (*(loose_words *)(p) = (v))
#define ALL(x) ((vec){0} + (x))

/* What rounding a b to p left out. */
#if FUSED
#define PRODUCT_REST(a, b, p) __builtin_elementwise_fma(a, b, -(p))
#else
ALWAYS vec KERNEL(product_rest)(vec a, vec b, vec p) {
  vec t = a * 134217729.0, a1 = t - (t - a), a2 = a - a1;
  vec u = b * 134217729.0, b1 = u - (u - b), b2 = b - b1;
  return (((a1 * b1 - p) + a1 * b2) + a2 * b1) + a2 * b2;
}
#define PRODUCT_REST(a, b, p) KERNEL(product_rest)(a, b, p)
#endif

ALWAYS vec KERNEL(choose)(word_vec mask, vec yes, vec no) {
  return (vec)(((word_vec)yes & mask) | ((word_vec)no & ~mask));
}

ALWAYS vec KERNEL(magnitude)(vec v) { return (vec)((word_vec)v & INT64_MAX); }

/* MARK: Sums that keep what rounding takes */

struct KERNEL(sum) {
  vec high, low;
};

ALWAYS void KERNEL(add)(struct KERNEL(sum) * sum, vec term) {
  vec total = sum->high + term, part = total - sum->high;
  sum->low += (sum->high - (total - part)) + (term - part);
  sum->high = total;
}

ALWAYS void KERNEL(add_product)(struct KERNEL(sum) * sum, vec a, vec b) {
  vec product = a * b;
  KERNEL(add)(sum, product);
  sum->low += PRODUCT_REST(a, b, product);
}

/* Adds the square of a number in two parts. */
ALWAYS void KERNEL(add_square)(struct KERNEL(sum) * sum, vec high, vec low) {
  KERNEL(add_product)(sum, high, high);
  sum->low += 2.0 * (high * low);
}

/* a - b exactly: the difference, and what rounding left out of it. */
ALWAYS struct KERNEL(sum) KERNEL(less)(vec a, vec b) {
  vec total = a - b, part = total - a;
  return (struct KERNEL(sum)){total, (a - (total - part)) - (b + part)};
}

ALWAYS void KERNEL(store_sum)(double *high, double *low, struct KERNEL(sum) sum) {
  vec total = sum.high + sum.low;
  STORE(high, total);
  STORE(low, sum.low - (total - sum.high));
}

/* MARK: Lines */

ALWAYS void KERNEL(line)(const struct aftermath_batch_times *times, const double *values,
                         ptrdiff_t lags, double *scratch, struct aftermath_batch_lines_result *lines,
                         int lane) {
  const size_t n = times->count;
  const struct KERNEL(sum) none = {{0}, {0}};
  struct KERNEL(sum) total = none, rise = none;
  vec largest = {0};
  for (size_t t = 0; t < n; t++) {
    vec y = LOAD(values + t * SERIES), size = KERNEL(magnitude)(y);
    largest = KERNEL(choose)((word_vec)(largest < size), size, largest);
    KERNEL(add)(&total, y);
    KERNEL(add_product)(&rise, ALL(times->weights[t]), y);
    rise.low += times->weight_rests[t] * y;
  }
  const vec count = ALL((double)n);
  const vec mean = (total.high + total.low) / count;
  vec product = mean * count;
  const vec mean_rest =
      (((total.high - product) - PRODUCT_REST(mean, count, product)) + total.low) / count;
  const vec slope = rise.high + rise.low;
  const vec slope_rest = rise.low - (slope - rise.high);

  product = slope * times->centre;
  struct KERNEL(sum) height = KERNEL(less)(mean, product);
  const vec intercept =
      height.high + (height.low + (((mean_rest - PRODUCT_REST(slope, ALL(times->centre), product)) -
                                    slope * times->centre_rest) -
                                   slope_rest * times->centre));

  struct KERNEL(sum) squares = none, all = none, deviations = none, neighbours = none, scores = none;
  vec before = {0};
  for (size_t t = 0; t < n; t++) {
    vec y = LOAD(values + t * SERIES), x = ALL(times->centred[t]);
    struct KERNEL(sum) centred = KERNEL(less)(y, mean);
    vec deviation = centred.high - mean_rest, part = centred.low - mean_rest;
    vec own = centred.high + part;
    KERNEL(add_square)(&all, own, part - (own - centred.high));
    KERNEL(add_product)(&deviations, deviation, deviation);
    KERNEL(add_product)(&neighbours, deviation, before);
    before = deviation;
    product = slope * x;
    struct KERNEL(sum) rest = KERNEL(less)(centred.high, product);
    part = (((rest.low + centred.low) - mean_rest) - PRODUCT_REST(slope, x, product)) -
           (slope * times->centred_rests[t] + slope_rest * x);
    vec residual = rest.high + part;
    KERNEL(add_square)(&squares, residual, part - (residual - rest.high));
    vec score = residual * times->weights[t];
    KERNEL(add_product)(&scores, score, score);
    STORE(scratch + t * SERIES, score);
  }
  const vec white = scores.high + scores.low;
  vec long_run = white;
  for (ptrdiff_t lag = 1; lag <= lags; lag++) {
    struct KERNEL(sum) products = none;
    for (size_t t = (size_t)lag; t < n; t++) {
      KERNEL(add_product)(&products, LOAD(scratch + t * SERIES),
                          LOAD(scratch + (t - (size_t)lag) * SERIES));
    }
    const double weight = 1.0 - (double)lag / (double)(lags + 1);
    long_run += (2.0 * weight) * (products.high + products.low);
  }
  STORE(lines->largest + lane, largest);
  STORE(lines->mean + lane, mean);
  STORE(lines->slope + lane, slope);
  STORE(lines->intercept + lane, intercept);
  KERNEL(store_sum)(lines->squares + lane, lines->square_rests + lane, squares);
  KERNEL(store_sum)(lines->total + lane, lines->total_rests + lane, all);
  STORE(lines->deviations + lane, deviations.high + deviations.low);
  STORE(lines->neighbours + lane, neighbours.high + neighbours.low);
  STORE(lines->scores + lane, white);
  STORE(lines->long_run + lane, long_run);
}

static void KERNEL(lines)(const struct aftermath_batch_times *times, const double *values,
                          ptrdiff_t lags, double *scratch, struct aftermath_batch_lines_result *lines) {
  for (int lane = 0; lane < SERIES; lane += LANES) {
    KERNEL(line)(times, values + lane, lags, scratch + lane, lines, lane);
  }
}

/* MARK: Pairs */

static void KERNEL(pairs)(const struct aftermath_batch_times *times, const double *values,
                          double *slopes, int64_t *scores) {
  const size_t n = times->count;
  for (int lane = 0; lane < SERIES; lane += LANES) {
    const double *y = values + lane;
    word_vec score = {0};
    for (size_t j = 1; j < n; j++) {
      const vec later = LOAD(y + j * SERIES);
      if (slopes) {
        const double *gaps = times->gaps + j * (j - 1) / 2;
        double *out = slopes + j * (j - 1) / 2 * SERIES + lane;
        for (size_t i = 0; i < j; i++) {
          vec rise = later - LOAD(y + i * SERIES);
          score += (word_vec)(rise < ALL(0)) - (word_vec)(rise > ALL(0));
          STORE(out + i * SERIES, rise / gaps[i]);
        }
      } else {
        for (size_t i = 0; i < j; i++) {
          vec earlier = LOAD(y + i * SERIES);
          score += (word_vec)(later < earlier) - (word_vec)(later > earlier);
        }
      }
    }
    STORE_WORDS(scores + lane, score);
  }
}

/* MARK: Order */

ALWAYS void KERNEL(exchange)(double *a, double *b) {
  vec x = LOAD(a), y = LOAD(b);
  word_vec less = (word_vec)(x < y);
  STORE(a, KERNEL(choose)(less, x, y));
  STORE(b, KERNEL(choose)(less, y, x));
}

/* Batcher's merge exchange, Knuth's algorithm 5.2.2 M: the same comparisons whatever the data. */
static void KERNEL(sort)(double *elements, size_t count) {
  size_t top = 1;
  while (2 * top < count) top *= 2;
  if (count < 2) return;
  for (int lane = 0; lane < SERIES; lane += LANES) {
    double *own = elements + lane;
    for (size_t p = top; p > 0; p /= 2) {
      size_t d = p, r = 0;
      for (size_t q = top;; q /= 2) {
        for (size_t start = r; start + d < count; start += 2 * p) {
          size_t end = start + p < count - d ? start + p : count - d;
          for (size_t i = start; i < end; i++) {
            KERNEL(exchange)(own + i * SERIES, own + (i + d) * SERIES);
          }
        }
        if (q == p) break;
        d = q - p;
        r = p;
      }
    }
  }
}

static void KERNEL(ties)(const double *sorted, size_t count, int64_t *pairs, int64_t *terms) {
  for (int lane = 0; lane < SERIES; lane += LANES) {
    const double *own = sorted + lane;
    word_vec run = {0}, equal = {0}, sum = {0};
    for (size_t i = 1; i < count; i++) {
      word_vec same = (word_vec)(LOAD(own + i * SERIES) == LOAD(own + (i - 1) * SERIES));
      run = (run + 1) & same;
      equal += run;
      /* A group that grows from r to r + 1 gains 6 r (r + 2). */
      sum += run * (run + 2);
    }
    STORE_WORDS(pairs + lane, equal);
    STORE_WORDS(terms + lane, sum * 6);
  }
}

const struct series_batch_kernel FUNCTIONS = {
    .lines = KERNEL(lines),
    .pairs = KERNEL(pairs),
    .sort = KERNEL(sort),
    .ties = KERNEL(ties),
};
