/* The body of one kernel. Included with
 *
 *   KERNEL(name)  the name of a function in this kernel
 *   LANES         the doubles of a vector: 2, 4 or 8
 *   TILE          the columns on a side of a tile
 *   FUSED         1 where the processor has fma, else 0
 */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define ALWAYS static inline __attribute__((always_inline))

typedef double vec __attribute__((vector_size(8 * LANES)));
typedef double loose_vec __attribute__((vector_size(8 * LANES), aligned(8), may_alias));
typedef int64_t word_vec __attribute__((vector_size(8 * LANES)));

#define LOAD(p) (*(const loose_vec *)(p))
#define STORE(p, v) (*(loose_vec *)(p) = (v))
#define ALL(x) ((vec){0} + (x))

/* The rows of a block: 20 columns of them fit the first cache. A multiple of 8. */
#define BLOCK 256

/* The sums that run beside one another, whatever the width of a vector: row k belongs to sum k modulo 8,
 * so that vectors of any width give the same bits. */
#define SUMS 8
/* The blocks whose sums are added up before their rounding is watched. */
#define WATCHED 8

#if FUSED
#define MULTIPLY_ADD(a, b, c) __builtin_elementwise_fma(a, b, c)
/* What rounding a b to p left out. */
#define PRODUCT_REST(a, b, p) __builtin_elementwise_fma(a, b, -(p))
#else
#define MULTIPLY_ADD(a, b, c) ((a) * (b) + (c))
ALWAYS vec KERNEL(product_rest)(vec a, vec b, vec p) {
  vec t = a * 134217729.0, a1 = t - (t - a), a2 = a - a1;
  vec u = b * 134217729.0, b1 = u - (u - b), b2 = b - b1;
  return (((a1 * b1 - p) + a1 * b2) + a2 * b1) + a2 * b2;
}
#define PRODUCT_REST(a, b, p) KERNEL(product_rest)(a, b, p)
#endif

ALWAYS double KERNEL(across)(const double *sums) {
  double sum = 0;
  for (int k = 0; k < SUMS; k++) sum += sums[k];
  return sum;
}

/* Adds x to high + low. */
ALWAYS void KERNEL(add_watched)(double *high, double *low, double x) {
  double sum = *high + x, part = sum - *high;
  *low += (*high - (sum - part)) + (x - part);
  *high = sum;
}

ALWAYS vec KERNEL(choose)(word_vec mask, vec yes, vec no) {
  return (vec)(((word_vec)yes & mask) | ((word_vec)no & ~mask));
}

ALWAYS vec KERNEL(root)(vec v) { return __builtin_elementwise_sqrt(v); }

/* MARK: Elementary functions */

/* exp(x), within a unit in the last place where the result is a normal number; else not finite, or
 * zero, as far as anyone need know. */
ALWAYS vec KERNEL(exponential)(vec x) {
  const double shift = 0x1.8p52;
  word_vec out = (word_vec)((x > ALL(708.0)) | (x < ALL(-708.0)) | (x != x));
  vec bounded = KERNEL(choose)(out, ALL(0), x);
  vec t = MULTIPLY_ADD(bounded, ALL(0x1.71547652b82fep0), ALL(shift));
  vec k = t - shift;
  /* log 2 in two parts, the first short enough for k times it to be exact. */
  vec r = bounded - k * 0x1.62e42feep-1;
  vec low = k * 0x1.a39ef35793c76p-33;
  vec z = r - low;
  low = (r - z) - low;
  /* The series of (exp(z) - 1 - z) / z^2. */
  static const double series[] = {
      0.5, 0x1.5555555555555p-3, 0x1.5555555555555p-5, 0x1.1111111111111p-7,
      0x1.6c16c16c16c17p-10, 0x1.a01a01a01a01ap-13, 0x1.a01a01a01a01ap-16,
      0x1.71de3a556c734p-19, 0x1.27e4fb7789f5cp-22, 0x1.ae64567f544e4p-26,
      0x1.1eed8eff8d898p-29, 0x1.6124613a86d09p-33};
  vec p = ALL(series[11]);
  for (int i = 10; i >= 0; i--) p = MULTIPLY_ADD(p, z, ALL(series[i]));
  vec value = 1 + (z + (low + z * z * p));
  word_vec exponent = ((word_vec)t << 52);
  vec result = (vec)((word_vec)value + exponent);
  return KERNEL(choose)(out, KERNEL(choose)((word_vec)(x < ALL(0)), ALL(0), ALL(INFINITY)), result);
}

/* log(x) for a positive normal number, within two units in the last place. */
ALWAYS vec KERNEL(logarithm)(vec x) {
  word_vec bits = (word_vec)x;
  /* The exponent that puts the fraction between the root of a half and that of two. */
  word_vec exponent = (bits - 0x3fe6a09e667f3bcdLL) >> 52;
  vec m = (vec)(bits - (exponent << 52));
  vec k = __builtin_convertvector(exponent, vec);
  vec f = m - 1;
  vec s = f / (2 + f);
  vec z = s * s;
  vec p = ALL(2.0 / 23);
  for (int i = 21; i >= 3; i -= 2) p = MULTIPLY_ADD(p, z, ALL(2.0 / i));
  /* log m = f - f^2 / 2 + s (f^2 / 2 + z p). */
  vec half = 0.5 * f * f;
  vec rest = s * (half + z * p);
  return k * 0x1.62e42feep-1 + ((f - half) + (rest + k * 0x1.a39ef35793c76p-33));
}

/* log(1 + x) for x from 0. */
ALWAYS vec KERNEL(log_one_plus)(vec x) {
  vec u = 1 + x;
  vec lost = KERNEL(choose)((word_vec)(x < ALL(1)), x - (u - 1), 1 - (u - x));
  return KERNEL(logarithm)(u) + lost / u;
}

/* log(1 + x), 1 + x being `whole`, which has its digits where x is near -1. */
ALWAYS vec KERNEL(log_ratio)(vec x, vec whole) {
  word_vec near = (word_vec)((x > ALL(-0.5)) & (x < ALL(0.5)));
  vec u = KERNEL(choose)(near, 1 + x, whole);
  vec lost = KERNEL(choose)(near, x - (u - 1), ALL(0));
  return KERNEL(logarithm)(u) + lost / u;
}

static void KERNEL(elementary)(enum aftermath_function function, const double *x, size_t count,
                               double *values) {
  for (size_t k = 0; k < count; k += LANES) {
    size_t width = count - k < LANES ? count - k : LANES;
    vec v = ALL(1);
    for (size_t i = 0; i < width; i++) v[i] = x[k + i];
    switch (function) {
      case AFTERMATH_EXPONENTIAL: v = KERNEL(exponential)(v); break;
      case AFTERMATH_LOGARITHM: v = KERNEL(logarithm)(v); break;
      case AFTERMATH_LOG_ONE_PLUS: v = KERNEL(log_one_plus)(v); break;
    }
    for (size_t i = 0; i < width; i++) values[k + i] = v[i];
  }
}

/* MARK: Products of columns */

/* Where the columns of a block begin, and the sums of their products: those of left i and right j at
 * sums[(j * left + i) * SUMS]. */
ALWAYS void KERNEL(tile)(const double *const *left, const double *const *right, size_t rows,
                         double *sums, size_t column_step, const int lefts, const int rights) {
  for (size_t part = 0; part < SUMS; part += LANES) {
    vec sum[TILE * TILE];
#pragma clang loop unroll(full)
    for (int k = 0; k < lefts * rights; k++) sum[k] = ALL(0);
    for (size_t row = part; row < rows; row += SUMS) {
      vec x[TILE], y[TILE];
#pragma clang loop unroll(full)
      for (int a = 0; a < lefts; a++) x[a] = LOAD(left[a] + row);
#pragma clang loop unroll(full)
      for (int b = 0; b < rights; b++) y[b] = LOAD(right[b] + row);
#pragma clang loop unroll(full)
      for (int b = 0; b < rights; b++) {
#pragma clang loop unroll(full)
        for (int a = 0; a < lefts; a++) {
          sum[b * lefts + a] = MULTIPLY_ADD(x[a], y[b], sum[b * lefts + a]);
        }
      }
    }
#pragma clang loop unroll(full)
    for (int b = 0; b < rights; b++) {
#pragma clang loop unroll(full)
      for (int a = 0; a < lefts; a++) {
        double *place = sums + b * column_step + a * SUMS + part;
        STORE(place, LOAD(place) + sum[b * lefts + a]);
      }
    }
  }
}

/* Adds the products of left i and right j, for i <= j at least, over a block. */
static void KERNEL(add_block)(const double *const *left, size_t lefts, const double *const *right,
                              size_t rights, size_t rows, double *sums) {
  size_t step = lefts * SUMS;
  for (size_t j = 0; j < rights; j += TILE) {
    size_t width = rights - j < TILE ? rights - j : TILE;
    for (size_t i = 0; i < lefts && i < j + width; i += TILE) {
      size_t height = lefts - i < TILE ? lefts - i : TILE;
      double *place = sums + j * step + i * SUMS;
      switch (height * 8 + width) {
#define SHAPE(h, w)                                                            \
  case (h) * 8 + (w):                                                          \
    KERNEL(tile)(left + i, right + j, rows, place, step, h, w);                \
    break
        SHAPE(1, 1);
        SHAPE(1, 2);
        SHAPE(2, 1);
        SHAPE(2, 2);
#if TILE > 2
        SHAPE(1, 3);
        SHAPE(2, 3);
        SHAPE(3, 1);
        SHAPE(3, 2);
        SHAPE(3, 3);
#endif
#if TILE > 3
        SHAPE(1, 4);
        SHAPE(2, 4);
        SHAPE(3, 4);
        SHAPE(4, 1);
        SHAPE(4, 2);
        SHAPE(4, 3);
        SHAPE(4, 4);
#endif
#undef SHAPE
      }
    }
  }
}

/* Adds `count` products, of SUMS sums each, to results. */
static void KERNEL(add_lanes)(const double *sums, size_t count, double *results) {
  for (size_t k = 0; k < count; k++) results[k] += KERNEL(across)(sums + k * SUMS);
}

/* Moves sums to where their rounding is watched. */
static void KERNEL(flush)(double *sums, size_t count, double *high, double *low) {
  for (size_t k = 0; k < count; k += LANES) {
    vec x = LOAD(sums + k), h = LOAD(high + k);
    vec sum = h + x, part = sum - h;
    STORE(low + k, LOAD(low + k) + ((h - (sum - part)) + (x - part)));
    STORE(high + k, sum);
    STORE(sums + k, ALL(0));
  }
}

static size_t KERNEL(padded)(size_t rows) { return (rows + 7) / 8 * 8; }

/* A block of a column: where it stands, or a copy with zeros after it. */
ALWAYS const double *KERNEL(block_of)(const double *column, size_t first, size_t rows,
                                      double *copy) {
  if (rows % 8 == 0) return column + first;
  memcpy(copy, column + first, rows * sizeof *copy);
  for (size_t row = rows; row % 8; row++) copy[row] = 0;
  return copy;
}

/* MARK: Scores */

static void KERNEL(residuals)(const struct aftermath_scores *given, const double *const *x,
                              const double *y, size_t rows, double *high, double *low) {
  for (size_t row = 0; row < rows; row += LANES) {
    STORE(high + row, LOAD(y + row));
    STORE(low + row, ALL(0));
  }
  for (size_t j = 0; j < given->columns; j++) {
    vec b = ALL(given->coefficients[j]), rest = ALL(given->coefficient_rests[j]);
    for (size_t row = 0; row < rows; row += LANES) {
      vec v = LOAD(x[j] + row), h = LOAD(high + row);
      vec p = v * b;
      vec t = h - p, d = t - h;
      vec lost = (h - (t - d)) - (p + d);
      STORE(high + row, t);
      STORE(low + row,
            LOAD(low + row) + (lost - MULTIPLY_ADD(v, rest, PRODUCT_REST(v, b, p))));
    }
  }
  for (size_t row = 0; row < rows; row += LANES) {
    STORE(high + row, (LOAD(high + row) + LOAD(low + row)) * given->unit);
  }
}

/* Column after column of X H, and what its rows leave of one. */
static void KERNEL(basis)(const struct aftermath_scores *given, const double *const *x, size_t rows,
                          double *scores, size_t step, double *rest) {
  size_t columns = given->columns;
  for (size_t row = 0; row < rows; row += LANES) STORE(rest + row, ALL(1));
  for (size_t row = 0; row < rows; row += 2 * LANES) {
    int two = row + LANES < rows;
    for (size_t j = 0; j < columns; j++) {
      const double *h = given->factor + j * columns, *l = given->factor_rests + j * columns;
      vec a = ALL(0), b = ALL(0), c = ALL(0), d = ALL(0);
      for (size_t i = 0; i <= j; i++) {
        vec f = ALL(h[i]), g = ALL(l[i]);
        vec u = LOAD(x[i] + row), v = two ? LOAD(x[i] + row + LANES) : ALL(0);
        a = MULTIPLY_ADD(u, f, a);
        b = MULTIPLY_ADD(v, f, b);
        c = MULTIPLY_ADD(u, g, c);
        d = MULTIPLY_ADD(v, g, d);
      }
      a += c;
      b += d;
      STORE(scores + j * step + row, a);
      STORE(rest + row, LOAD(rest + row) - a * a);
      if (two) {
        STORE(scores + j * step + row + LANES, b);
        STORE(rest + row + LANES, LOAD(rest + row + LANES) - b * b);
      }
    }
  }
}

/* The sums of a column over windows, for the rows behind the halo: by doubling. */
static void KERNEL(windows)(const double *column, size_t rows, size_t window, size_t halo,
                            double *first, double *second, double *out) {
  const double *power = column;
  double *next = first;
  size_t width = 1, taken = 0;
  int begun = 0;
  for (;;) {
    if (window & width) {
      const double *from = power + halo - taken;
      for (size_t row = 0; row < rows; row += LANES) {
        vec sum = LOAD(from + row);
        STORE(out + row, begun ? LOAD(out + row) + sum : sum);
      }
      begun = 1;
      taken += width;
    }
    if (taken == window) return;
    /* Rows before 2 width have no whole sum; none asks for it. */
    for (size_t row = width; row < halo + rows; row += LANES) {
      STORE(next + row, LOAD(power + row) + LOAD(power + row - width));
    }
    power = next;
    next = next == first ? second : first;
    width *= 2;
  }
}

static int KERNEL(score_products)(const struct aftermath_scores *given, size_t first, size_t last,
                                  double *products, double *least_rest) {
  size_t columns = given->columns, window = given->window;
  size_t halo = KERNEL(padded)(window - 1), step = halo + BLOCK + 8;
  size_t pairs = columns * columns;
  size_t doubles = columns * (2 * BLOCK + step) + 2 * step + 5 * BLOCK + pairs * SUMS;
  double *memory = calloc(doubles + 8, sizeof *memory);
  const double **pointers = malloc(2 * columns * sizeof *pointers);
  if (!memory || !pointers) {
    free(memory);
    free(pointers);
    return 2;
  }
  double *sums = memory, *copies = sums + pairs * SUMS, *moved = copies + columns * BLOCK;
  double *scores = moved + columns * BLOCK, *spare = scores + columns * step;
  double *high = spare + 2 * step, *low = high + BLOCK, *rest = low + BLOCK;
  double *y_copy = rest + BLOCK, *w_copy = y_copy + BLOCK;
  const double **x = pointers, **sides = pointers + columns;
  double least = 1;
  size_t row = first > halo ? first - halo : 0;
  size_t end = last == given->rows ? last + window - 1 : last;
  while (row < end) {
    int before = row < first;
    size_t stop = before ? first : end;
    size_t count = stop - row < BLOCK ? stop - row : BLOCK;
    size_t real = row >= given->rows ? 0 : given->rows - row;
    if (real > count) real = count;
    size_t full = KERNEL(padded)(count), rows = KERNEL(padded)(real);
    double *here = scores + halo;
    if (real) {
      for (size_t j = 0; j < columns; j++) {
        x[j] = KERNEL(block_of)(given->x[j], row, real, copies + j * BLOCK);
      }
      const double *y = KERNEL(block_of)(given->y, row, real, y_copy);
      KERNEL(residuals)(given, x, y, rows, high, low);
      KERNEL(basis)(given, x, rows, here, step, rest);
      if (given->weights) {
        const double *w = KERNEL(block_of)(given->weights, row, real, w_copy);
        for (size_t k = 0; k < rows; k += LANES) {
          vec weight = LOAD(w + k);
          /* Of q and of the residual a root each. */
          STORE(high + k, LOAD(high + k) * weight);
          STORE(rest + k, 1 - weight * (1 - LOAD(rest + k)));
        }
      }
      if (window == 1) {
        for (size_t k = 0; k < real; k++) least = rest[k] < least ? rest[k] : least;
      }
      if (given->leverage_halves) {
        for (size_t k = 0; k < rows; k += LANES) {
          vec own = LOAD(rest + k);
          if (given->leverage_halves == 1) own = KERNEL(root)(own);
          STORE(high + k, LOAD(high + k) / own);
        }
      }
      for (size_t j = 0; j < columns; j++) {
        double *column = here + j * step;
        for (size_t k = 0; k < rows; k += LANES) {
          STORE(column + k, LOAD(column + k) * LOAD(high + k));
        }
      }
    }
    for (size_t j = 0; j < columns && rows < full; j++) {
      memset(here + j * step + rows, 0, (full - rows) * sizeof *here);
    }
    if (!before) {
      for (size_t j = 0; j < columns; j++) {
        sides[j] = here + j * step;
        if (window > 1) {
          KERNEL(windows)(scores + j * step, full, window, halo, spare, spare + step,
                          moved + j * BLOCK);
          for (size_t k = count; k < full; k++) moved[j * BLOCK + k] = 0;
          sides[j] = moved + j * BLOCK;
        }
      }
      KERNEL(add_block)(sides, columns, sides, columns, full, sums);
    }
    for (size_t j = 0; j < columns && halo; j++) {
      double *column = scores + j * step;
      memmove(column, column + count, halo * sizeof *column);
    }
    row += count;
  }
  KERNEL(add_lanes)(sums, pairs, products);
  if (least < *least_rest) *least_rest = least;
  free(memory);
  free(pointers);
  return 0;
}

/* MARK: Counts */

#define SCALARS AFTERMATH_COUNT_SCALARS

/* What the last pass asks of a mean besides. */
ALWAYS void KERNEL(finish)(vec value, vec mean, vec one, vec own, double alpha, vec *block,
                           size_t parts) {
  vec gap = value - mean;
  word_vec positive = (word_vec)(value > ALL(0));
  vec ratio = KERNEL(choose)(positive, value / mean, ALL(1));
  vec fit = value * KERNEL(log_ratio)(gap / mean, ratio);
  if (alpha > 0) {
    vec shift = KERNEL(log_ratio)(alpha * gap * one, (1 + alpha * value) * one);
    fit -= (value + 1 / alpha) * shift;
  } else {
    fit -= gap;
  }
  vec square = gap * gap;
  block[AFTERMATH_COUNT_DEVIANCE * parts] += 2 * own * fit;
  block[AFTERMATH_COUNT_PEARSON * parts] += own * (square * one / mean);
  block[AFTERMATH_COUNT_EXCESS * parts] += own * (square - value);
  block[AFTERMATH_COUNT_SQUARES * parts] += own * (mean * mean);
}

static int KERNEL(count_products)(const struct aftermath_counts *given, size_t first, size_t last,
                                  struct aftermath_count_sums *results) {
  size_t columns = given->columns;
  size_t pairs = columns * (columns + 1), size = pairs * SUMS;
  enum aftermath_count_purpose purpose = given->purpose;
  double *memory = calloc(3 * size + (2 * columns + 5) * BLOCK, sizeof *memory);
  const double **pointers = malloc((2 * columns + 1) * sizeof *pointers);
  if (!memory || !pointers) {
    free(memory);
    free(pointers);
    return 2;
  }
  double *sums = memory, *high = sums + size, *low = high + size;
  double *copies = low + size, *weighted = copies + columns * BLOCK;
  double *predictor = weighted + columns * BLOCK, *rest = predictor + BLOCK;
  double *y_copy = rest + BLOCK, *w_copy = y_copy + BLOCK, *o_copy = w_copy + BLOCK;
  const double **x = pointers, **right = pointers + columns;
  for (size_t j = 0; j < columns; j++) right[j] = weighted + j * BLOCK;
  right[columns] = rest;
  const double alpha = given->alpha;
  double scalars[SCALARS] = {0}, scalar_rests[SCALARS] = {0}, largest = 0;
  int blocks = 0;
  for (size_t row = first; row < last; row += BLOCK) {
    size_t count = last - row < BLOCK ? last - row : BLOCK;
    size_t rows = KERNEL(padded)(count);
    for (size_t j = 0; j < columns; j++) {
      x[j] = KERNEL(block_of)(given->x[j], row, count, copies + j * BLOCK);
    }
    const double *y = KERNEL(block_of)(given->y, row, count, y_copy);
    const double *w = given->weights
                          ? KERNEL(block_of)(given->weights, row, count, w_copy) : NULL;
    const double *o = given->offset
                          ? KERNEL(block_of)(given->offset, row, count, o_copy) : NULL;
    if (given->coefficients) {
      for (size_t k = 0; k < rows; k += LANES) {
        STORE(predictor + k, o ? LOAD(o + k) : ALL(0));
      }
      for (size_t j = 0; j < columns; j++) {
        vec b = ALL(given->coefficients[j]);
        for (size_t k = 0; k < rows; k += LANES) {
          STORE(predictor + k, MULTIPLY_ADD(LOAD(x[j] + k), b, LOAD(predictor + k)));
        }
      }
    }
    enum { PARTS = SUMS / LANES };
    vec block[SCALARS * PARTS], most = ALL(0);
    for (int i = 0; i < SCALARS * PARTS; i++) block[i] = ALL(0);
    for (size_t k = 0; k < rows; k += LANES) {
      vec *here = block + k / LANES % PARTS;
      vec own = w ? LOAD(w + k) : ALL(1);
      if (k + LANES > count) {
        for (size_t i = 0; i < LANES; i++) own[i] = k + i < count ? own[i] : 0;
      }
      vec value = LOAD(y + k), mean, working = ALL(0);
      if (given->coefficients) {
        mean = KERNEL(exponential)(LOAD(predictor + k));
      } else {
        mean = value + 0.1;
        working = KERNEL(logarithm)(mean) - (o ? LOAD(o + k) : ALL(0));
      }
      vec spread = 1 + alpha * mean;
      vec one = 1 / spread;
      vec share = mean * one;
      vec scaled = (value - mean) * one;
      vec weight = own * share;
      if (purpose == AFTERMATH_COUNT_OBSERVED) {
        STORE(predictor + k, weight * (alpha * scaled));
        STORE(rest + k, weight * scaled);
        continue;
      }
      STORE(predictor + k, weight);
      STORE(rest + k, MULTIPLY_ADD(weight, working, own * scaled));
      here[AFTERMATH_COUNT_WEIGHT * PARTS] += weight;
      if (alpha > 0 && given->coefficients) {
        here[AFTERMATH_COUNT_LOGS * PARTS] += own * KERNEL(log_one_plus)(alpha * mean);
        here[AFTERMATH_COUNT_RESTS * PARTS] += own * scaled;
        here[AFTERMATH_COUNT_SHARES * PARTS] += weight;
        here[AFTERMATH_COUNT_SQUARED_RESTS * PARTS] += own * scaled * one;
      }
      if (purpose == AFTERMATH_COUNT_FINISH) {
        KERNEL(finish)(value, mean, one, own, alpha, here, PARTS);
        most = KERNEL(choose)((word_vec)(mean > most), mean, most);
      }
    }
    for (int i = 0; i < SCALARS; i++) {
      KERNEL(add_watched)(scalars + i, scalar_rests + i,
                          KERNEL(across)((const double *)(block + i * PARTS)));
    }
    for (int i = 0; i < LANES; i++) largest = most[i] > largest ? most[i] : largest;
    for (size_t j = 0; j < columns; j++) {
      double *column = weighted + j * BLOCK;
      for (size_t k = 0; k < rows; k += LANES) {
        STORE(column + k, LOAD(x[j] + k) * LOAD(predictor + k));
      }
    }
    KERNEL(add_block)(x, columns, right, columns + 1, rows, sums);
    if (++blocks % WATCHED == 0) KERNEL(flush)(sums, size, high, low);
  }
  KERNEL(flush)(sums, size, high, low);
  for (size_t k = 0; k < pairs; k++) {
    size_t i = k % columns, j = k / columns;
    if (j < columns && i > j) continue;
    double total = 0, lost = 0;
    for (size_t part = k * SUMS; part < (k + 1) * SUMS; part++) {
      KERNEL(add_watched)(&total, &lost, high[part]);
      lost += low[part];
    }
    double *place = j < columns ? results->information : results->score;
    double *rest_place = j < columns ? results->information_rest : results->score_rest;
    size_t at = j < columns ? k : i;
    KERNEL(add_watched)(place + at, rest_place + at, total);
    rest_place[at] += lost;
  }
  for (int i = 0; i < SCALARS; i++) {
    KERNEL(add_watched)(results->scalars + i, results->scalar_rests + i, scalars[i]);
    results->scalar_rests[i] += scalar_rests[i];
  }
  if (largest > results->largest) results->largest = largest;
  free(memory);
  free(pointers);
  return 0;
}

static int KERNEL(weighted_products)(const double *const *given, const double *weights,
                                     size_t columns, size_t first, size_t last, double *products) {
  size_t pairs = columns * columns;
  double *memory = calloc(pairs * SUMS + (2 * columns + 1) * BLOCK, sizeof *memory);
  const double **pointers = malloc(2 * columns * sizeof *pointers);
  if (!memory || !pointers) {
    free(memory);
    free(pointers);
    return 2;
  }
  double *sums = memory, *copies = sums + pairs * SUMS, *weighted = copies + columns * BLOCK;
  double *w_copy = weighted + columns * BLOCK;
  const double **x = pointers, **right = pointers + columns;
  for (size_t row = first; row < last; row += BLOCK) {
    size_t count = last - row < BLOCK ? last - row : BLOCK;
    size_t rows = KERNEL(padded)(count);
    const double *w = weights ? KERNEL(block_of)(weights, row, count, w_copy) : NULL;
    for (size_t j = 0; j < columns; j++) {
      x[j] = KERNEL(block_of)(given[j], row, count, copies + j * BLOCK);
      right[j] = x[j];
      if (!w) continue;
      double *column = weighted + j * BLOCK;
      for (size_t k = 0; k < rows; k += LANES) STORE(column + k, LOAD(x[j] + k) * LOAD(w + k));
      right[j] = column;
    }
    KERNEL(add_block)(x, columns, right, columns, rows, sums);
  }
  KERNEL(add_lanes)(sums, pairs, products);
  free(memory);
  free(pointers);
  return 0;
}

const struct scores_kernel KERNEL(functions) = {
    .score_products = KERNEL(score_products),
    .count_products = KERNEL(count_products),
    .weighted_products = KERNEL(weighted_products),
    .elementary = KERNEL(elementary),
};
