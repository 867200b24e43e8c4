/* The body of one kernel. Included with
 *
 *   KERNEL(name)  the name of a function in this kernel
 *   FUNCTIONS     the name of the table of them
 *   LANES         the doubles of a vector: 2, 4 or 8
 *   FUSED         1 where the processor has fma, else 0
 */
#include <math.h>
#include <stdint.h>

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

/* Puts two elements in order. */
#define EXCHANGE(a, b)                              \
  do {                                              \
    word_vec less_ = (word_vec)((a) < (b));         \
    vec smaller_ = KERNEL(choose)(less_, a, b);     \
    b = KERNEL(choose)(less_, b, a);                \
    a = smaller_;                                   \
  } while (0)

ALWAYS void KERNEL(exchange)(double *a, double *b) {
  vec x = LOAD(a), y = LOAD(b);
  EXCHANGE(x, y);
  STORE(a, x);
  STORE(b, y);
}

/* The first `count` of sixteen elements; beyond, what no element is greater than. */
ALWAYS void KERNEL(load_block)(const double *from, size_t count, vec *block) {
  for (size_t i = 0; i < 16; i++) block[i] = i < count ? LOAD(from + i * SERIES) : ALL(INFINITY);
}

ALWAYS void KERNEL(store_block)(double *to, size_t count, const vec *block) {
  for (size_t i = 0; i < 16; i++) {
    if (i < count) STORE(to + i * SERIES, block[i]);
  }
}

/* Sorts sixteen elements, in the sixty steps of Green's network. */
ALWAYS void KERNEL(sort_block)(vec *v) {
#define SORT(i, j) EXCHANGE(v[i], v[j]);
  SORT(0, 1) SORT(2, 3) SORT(4, 5) SORT(6, 7) SORT(8, 9) SORT(10, 11) SORT(12, 13) SORT(14, 15)
  SORT(0, 2) SORT(1, 3) SORT(4, 6) SORT(5, 7) SORT(8, 10) SORT(9, 11) SORT(12, 14) SORT(13, 15)
  SORT(0, 4) SORT(1, 5) SORT(2, 6) SORT(3, 7) SORT(8, 12) SORT(9, 13) SORT(10, 14) SORT(11, 15)
  SORT(0, 8) SORT(1, 9) SORT(2, 10) SORT(3, 11) SORT(4, 12) SORT(5, 13) SORT(6, 14) SORT(7, 15)
  SORT(5, 10) SORT(6, 9) SORT(3, 12) SORT(13, 14) SORT(4, 8) SORT(7, 11) SORT(1, 2)
  SORT(1, 4) SORT(7, 13) SORT(2, 8) SORT(11, 14)
  SORT(2, 4) SORT(5, 6) SORT(9, 10) SORT(11, 13) SORT(3, 8) SORT(7, 12)
  SORT(6, 8) SORT(10, 12) SORT(3, 5) SORT(7, 9)
  SORT(3, 4) SORT(5, 6) SORT(7, 8) SORT(9, 10) SORT(11, 12)
  SORT(6, 7) SORT(8, 9)
#undef SORT
}

/* Sorts sixteen elements that rise and then fall. */
ALWAYS void KERNEL(clean_block)(vec *v) {
  for (int i = 0; i < 8; i++) EXCHANGE(v[i], v[i + 8]);
  for (int i = 0; i < 16; i += 8) {
    for (int k = i; k < i + 4; k++) EXCHANGE(v[k], v[k + 4]);
  }
  for (int i = 0; i < 16; i += 4) {
    for (int k = i; k < i + 2; k++) EXCHANGE(v[k], v[k + 2]);
  }
  for (int i = 0; i < 16; i += 2) EXCHANGE(v[i], v[i + 1]);
}

/* Sorts `size` elements that rise and then fall, a power of two from 16 of which the first `count` are
 * there. */
static void KERNEL(clean)(double *own, size_t size, size_t count) {
  if (size == 16) {
    vec block[16];
    if (count >= 16) {
      KERNEL(load_block)(own, 16, block);
      KERNEL(clean_block)(block);
      KERNEL(store_block)(own, 16, block);
    } else {
      KERNEL(load_block)(own, count, block);
      KERNEL(clean_block)(block);
      KERNEL(store_block)(own, count, block);
    }
    return;
  }
  size_t half = size / 2;
  if (size >= 64 && count >= size) {
    /* Two steps in one pass. */
    size_t quarter = size / 4;
    for (size_t i = 0; i < quarter; i++) {
      double *p = own + i * SERIES;
      vec a = LOAD(p), b = LOAD(p + quarter * SERIES), c = LOAD(p + half * SERIES),
          d = LOAD(p + (half + quarter) * SERIES);
      EXCHANGE(a, c);
      EXCHANGE(b, d);
      EXCHANGE(a, b);
      EXCHANGE(c, d);
      STORE(p, a);
      STORE(p + quarter * SERIES, b);
      STORE(p + half * SERIES, c);
      STORE(p + (half + quarter) * SERIES, d);
    }
    for (size_t k = 0; k < 4; k++) KERNEL(clean)(own + k * quarter * SERIES, quarter, quarter);
    return;
  }
  for (size_t i = 0; i < half && i + half < count; i++) {
    KERNEL(exchange)(own + i * SERIES, own + (i + half) * SERIES);
  }
  KERNEL(clean)(own, half, count < half ? count : half);
  if (count > half) KERNEL(clean)(own + half * SERIES, half, count - half);
}

/* Merges two ascending runs of `half` elements, a power of two from 16, of which the first `count` are
 * there, more than the first run. */
static void KERNEL(merge)(double *own, size_t half, size_t count) {
  size_t size = 2 * half;
  if (half >= 32 && count == size) {
    size_t quarter = half / 2;
    for (size_t i = 0; i < quarter; i++) {
      double *pa = own + i * SERIES, *pb = pa + quarter * SERIES,
             *pd = own + (size - 1 - i) * SERIES, *pc = pd - quarter * SERIES;
      vec a = LOAD(pa), b = LOAD(pb), c = LOAD(pc), d = LOAD(pd);
      EXCHANGE(a, d);
      EXCHANGE(b, c);
      EXCHANGE(a, b);
      EXCHANGE(c, d);
      STORE(pa, a);
      STORE(pb, b);
      STORE(pc, c);
      STORE(pd, d);
    }
    for (size_t k = 0; k < 4; k++) KERNEL(clean)(own + k * quarter * SERIES, quarter, quarter);
    return;
  }
  for (size_t i = size - count; i < half; i++) {
    KERNEL(exchange)(own + i * SERIES, own + (size - 1 - i) * SERIES);
  }
  KERNEL(clean)(own, half, half);
  KERNEL(clean)(own + half * SERIES, half, count - half);
}

/* A merge sort whose comparisons do not depend on the data: sixteen elements at a time in registers,
 * then runs of twice the length by Batcher's bitonic merges, what is beyond the end being greater than
 * all. */
static void KERNEL(sort)(double *elements, size_t count) {
  for (int lane = 0; lane < SERIES; lane += LANES) {
    double *own = elements + lane;
    for (size_t first = 0; first < count; first += 16) {
      vec block[16];
      double *here = own + first * SERIES;
      if (count - first >= 16) {
        KERNEL(load_block)(here, 16, block);
        KERNEL(sort_block)(block);
        KERNEL(store_block)(here, 16, block);
      } else {
        KERNEL(load_block)(here, count - first, block);
        KERNEL(sort_block)(block);
        KERNEL(store_block)(here, count - first, block);
      }
    }
    for (size_t half = 16; half < count; half *= 2) {
      for (size_t first = 0; first + half < count; first += 2 * half) {
        size_t rest = count - first;
        KERNEL(merge)(own + first * SERIES, half, rest < 2 * half ? rest : 2 * half);
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

static void KERNEL(ranks)(const double *values, size_t count, int64_t *ranks) {
  for (int lane = 0; lane < SERIES; lane += LANES) {
    const double *own = values + lane;
    for (size_t t = 0; t < count; t++) {
      const vec value = LOAD(own + t * SERIES);
      word_vec rank = {0};
      for (size_t i = 0; i < count; i++) rank -= (word_vec)(LOAD(own + i * SERIES) < value);
      STORE_WORDS(ranks + t * SERIES + lane, rank);
    }
  }
}

const struct series_batch_kernel FUNCTIONS = {
    .lines = KERNEL(lines),
    .pairs = KERNEL(pairs),
    .sort = KERNEL(sort),
    .ties = KERNEL(ties),
    .ranks = KERNEL(ranks),
};
