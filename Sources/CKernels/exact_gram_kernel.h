/* The body of one kernel. Included with
 *
 *   KERNEL(name)  the name of a function in this kernel
 *   LANES         the doubles of a vector: 2, 4 or 8
 *   TILE          the columns on a side of a tile
 *   FUSED         1 where the processor has fma, 0 to build it, -1 to call the C library's
 *
 * Whatever these are, an element goes through the same operations in the same order.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define ALWAYS static inline __attribute__((always_inline))

typedef double vec __attribute__((vector_size(8 * LANES)));
typedef double loose_vec __attribute__((vector_size(8 * LANES), aligned(8), may_alias));
typedef int64_t word_vec __attribute__((vector_size(8 * LANES)));

#define LOAD(p) (*(const loose_vec *)(p))
#define STORE(p, v) (*(loose_vec *)(p) = (v))
#define ALL(x) ((vec){0} + (x))

/* MARK: The fused multiply-add and the exact product */

#if FUSED == 1
#define FMA(a, b, c) __builtin_elementwise_fma(a, b, c)
#define SCALAR_FMA(a, b, c) __builtin_fma(a, b, c)
#elif FUSED == -1
ALWAYS vec KERNEL(fma_vector)(vec a, vec b, vec c) {
  for (int k = 0; k < LANES; k++) c[k] = fma(a[k], b[k], c[k]);
  return c;
}
#define FMA(a, b, c) KERNEL(fma_vector)(a, b, c)
#define SCALAR_FMA(a, b, c) fma(a, b, c)
#else
/* Veltkamp's and Dekker's exact product, three exact sums, the two small rests added with rounding
 * to odd, so that the last addition rounds as if there had been none before. */
ALWAYS vec KERNEL(fma_vector)(vec a, vec b, vec c) {
  vec p = a * b;
  vec t = a * 134217729.0, a1 = t - (t - a), a2 = a - a1;
  vec u = b * 134217729.0, b1 = u - (u - b), b2 = b - b1;
  vec e = (((a1 * b1 - p) + a1 * b2) + a2 * b1) + a2 * b2;
  vec th = c + e, tb = th - c, tl = (c - (th - tb)) + (e - tb);
  vec vh = p + th, vb = vh - p, vl = (p - (vh - vb)) + (th - vb);
  vec z = tl + vl, zb = z - tl, rest = (tl - (z - zb)) + (vl - zb);
  word_vec bits = (word_vec)z;
  word_vec inexact = (word_vec)(rest != 0) & ((bits & 1) == 0);
  word_vec step = (((word_vec)rest ^ bits) >> 63) | 1;
  bits += inexact & step;
  return vh + (vec)bits;
}
#define FMA(a, b, c) KERNEL(fma_vector)(a, b, c)
ALWAYS double KERNEL(fma_scalar)(double a, double b, double c) {
  return KERNEL(fma_vector)(ALL(a), ALL(b), ALL(c))[0];
}
#define SCALAR_FMA(a, b, c) KERNEL(fma_scalar)(a, b, c)
#endif

/* sum[k] + x y with the sum's own unit fixed; see include/ExactGram.h. */
#define ACCUMULATE(high, low, x, y)          \
  do {                                       \
    vec t_ = FMA(x, y, high);                \
    vec d_ = t_ - (high);                    \
    (high) = t_;                             \
    (low) += FMA(x, y, -d_);                 \
  } while (0)

/* MARK: Tiles */

/* ((0 + 1) + (2 + 3)) + ((4 + 5) + (6 + 7)) */
ALWAYS double KERNEL(across)(const double *v) {
  return ((v[0] + v[1]) + (v[2] + v[3])) + ((v[4] + v[5]) + (v[6] + v[7]));
}

/* The columns of a side of a tile in a block, their low parts and the powers of two above their
 * lengths. */
struct KERNEL(side) {
  const double *high[TILE];
  const double *low[TILE];
  double scale[TILE];
};

enum { KERNEL(pairs) = TILE * TILE };

#if LANES == 8
/* across() of eight vectors at once. */
ALWAYS vec KERNEL(across_eight)(const vec *v) {
#define EVEN(a, b) __builtin_shufflevector(a, b, 0, 8, 2, 10, 4, 12, 6, 14)
#define ODD(a, b) __builtin_shufflevector(a, b, 1, 9, 3, 11, 5, 13, 7, 15)
#define FRONT(a, b) __builtin_shufflevector(a, b, 0, 1, 8, 9, 4, 5, 12, 13)
#define BACK(a, b) __builtin_shufflevector(a, b, 2, 3, 10, 11, 6, 7, 14, 15)
  vec a = EVEN(v[0], v[1]) + ODD(v[0], v[1]), b = EVEN(v[2], v[3]) + ODD(v[2], v[3]);
  vec c = EVEN(v[4], v[5]) + ODD(v[4], v[5]), d = EVEN(v[6], v[7]) + ODD(v[6], v[7]);
  vec e = FRONT(a, b) + BACK(a, b), f = FRONT(c, d) + BACK(c, d);
  return __builtin_shufflevector(e, f, 0, 1, 2, 3, 8, 9, 10, 11) +
         __builtin_shufflevector(e, f, 4, 5, 6, 7, 12, 13, 14, 15);
#undef EVEN
#undef ODD
#undef FRONT
#undef BACK
}
#endif

/* Adds a block's sum to the group's. */
ALWAYS void KERNEL(settle)(double *high, double *low, double sum, double rest) {
  double h = *high, t = h + sum, b = t - h;
  *high = t;
  *low += ((h - (t - b)) + (sum - b)) + rest;
}

/* The products of the columns of two sides over a block of rows (a multiple of 8), added to the
 * group's sums high[a * TILE + b] and low[...]. On the diagonal the sides are one, and a <= b. */
ALWAYS void KERNEL(tile)(const struct KERNEL(side) * left, const struct KERNEL(side) * right,
                         size_t rows, const int diagonal, const int lows, double *high,
                         double *low, const char *ahead) {
  enum { pairs = KERNEL(pairs) };
#if LANES < GRAM_LANES
  double kept_high[pairs][GRAM_LANES], kept_low[pairs][GRAM_LANES];
#endif
  for (int part = 0; part < GRAM_LANES / LANES; part++) {
    vec h[pairs], l[pairs];
#pragma clang loop unroll(full)
    for (int k = 0; k < pairs; k++) {
      h[k] = ALL(3 * left->scale[k / TILE] * right->scale[k % TILE]);
      l[k] = ALL(0);
    }
    for (size_t row = part * LANES; row < rows; row += GRAM_LANES) {
      if (part == 0) __builtin_prefetch(ahead + 8 * row, 0, 2);
      vec x[TILE], y[TILE];
#pragma clang loop unroll(full)
      for (int k = 0; k < TILE; k++) {
        x[k] = LOAD(left->high[k] + row);
        y[k] = diagonal ? x[k] : LOAD(right->high[k] + row);
      }
#pragma clang loop unroll(full)
      for (int k = 0; k < pairs; k++) {
        if (diagonal && k / TILE > k % TILE) continue;
        ACCUMULATE(h[k], l[k], x[k / TILE], y[k % TILE]);
      }
      if (lows) {
#pragma clang loop unroll(full)
        for (int k = 0; k < pairs; k++) {
          if (diagonal && k / TILE > k % TILE) continue;
          l[k] = FMA(LOAD(left->low[k / TILE] + row), y[k % TILE], l[k]);
          l[k] = FMA(x[k / TILE], LOAD(right->low[k % TILE] + row), l[k]);
        }
      }
    }
#pragma clang loop unroll(full)
    for (int k = 0; k < pairs; k++) {
      h[k] -= ALL(3 * left->scale[k / TILE] * right->scale[k % TILE]);
#if LANES < GRAM_LANES
      STORE(kept_high[k] + part * LANES, h[k]);
      STORE(kept_low[k] + part * LANES, l[k]);
#endif
    }
#if LANES == GRAM_LANES
    vec sum = KERNEL(across_eight)(h), rest = KERNEL(across_eight)(l);
    vec old = LOAD(high), t = old + sum, b = t - old;
    STORE(high, t);
    STORE(low, LOAD(low) + (((old - (t - b)) + (sum - b)) + rest));
    double last_high[GRAM_LANES], last_low[GRAM_LANES];
    STORE(last_high, h[pairs - 1]);
    STORE(last_low, l[pairs - 1]);
    KERNEL(settle)(high + 8, low + 8, KERNEL(across)(last_high), KERNEL(across)(last_low));
#endif
  }
#if LANES < GRAM_LANES
  for (int k = 0; k < pairs; k++) {
    if (diagonal && k / TILE > k % TILE) continue;
    KERNEL(settle)(high + k, low + k, KERNEL(across)(kept_high[k]), KERNEL(across)(kept_low[k]));
  }
#endif
}

/* MARK: Blocks of rows */

/* What a block of rows looks like while it is worked on. */
struct KERNEL(block) {
  size_t rows;           /* with padding: a multiple of 8 */
  const double **high;   /* columns, as many as are padded to whole tiles */
  const double **low;    /* NULL for none */
  double *scale;         /* powers of two above the lengths of the columns */
  int *exponents;        /* the powers of two the columns were divided by */
};

/* All the memory of a call, in one piece. */
struct KERNEL(work) {
  struct KERNEL(block) block;
  size_t padded;     /* columns in whole tiles */
  size_t block_rows;
  double *zero;      /* a column of zeros */
  double *copies;    /* columns that had to be copied: high, then low */
  double *roots;     /* square roots of weights: high, then low */
  double *mapped;    /* mapped columns: high, then low */
  double *totals;    /* of a group, tile after tile: high, then low */
  int *exponents;    /* the columns' in the group so far */
  void *memory;
};

enum { KERNEL(totals_stride) = 16 };

static int KERNEL(prepare)(struct KERNEL(work) * w, const struct aftermath_table *table,
                           int totals) {
  size_t q = table->columns, padded = (q + TILE - 1) / TILE * TILE;
  size_t sides = padded / TILE, tiles = totals ? sides * (sides + 1) / 2 : 0;
  size_t rows = gram_block_rows(q);
  if (table->rows < rows) rows = (table->rows + GRAM_LANES - 1) / GRAM_LANES * GRAM_LANES;
  size_t doubles = rows + 2 * q * rows + 2 * rows + (table->map ? 2 * padded * rows : 0) +
                   2 * KERNEL(totals_stride) * tiles + padded;
  size_t bytes = 8 * doubles + 2 * padded * sizeof(double *) + 2 * padded * sizeof(int) + 64;
  bytes = (bytes + 63) / 64 * 64;
  char *memory = aligned_alloc(64, bytes);
  if (!memory) return 2;
  double *next = (double *)memory;
  w->memory = memory;
  w->padded = padded;
  w->block_rows = rows;
  w->zero = next;
  next += rows;
  w->totals = next;
  next += 2 * KERNEL(totals_stride) * tiles;
  w->roots = next;
  next += 2 * rows;
  w->block.scale = next;
  next += padded;
  w->copies = next;
  next += 2 * q * rows;
  w->mapped = next;
  if (table->map) next += 2 * padded * rows;
  w->block.high = (const double **)next;
  w->block.low = w->block.high + padded;
  w->block.exponents = (int *)(w->block.low + padded);
  w->exponents = w->block.exponents + padded;
  memset(w->zero, 0, 8 * rows);
  memset(w->totals, 0, 16 * KERNEL(totals_stride) * tiles);
  for (size_t j = 0; j < padded; j++) {
    w->block.high[j] = w->zero;
    w->block.low[j] = NULL;
    w->block.scale[j] = 0x1p-400;
    w->block.exponents[j] = w->exponents[j] = 0;
  }
  return 0;
}

/* A power of two in (value, 2 value], 2^-400 for less than that. */
ALWAYS double KERNEL(above)(double value) {
  if (!(value > 0x1p-400)) return 0x1p-400;
  uint64_t bits;
  memcpy(&bits, &value, sizeof bits);
  bits = (bits & 0x7ff0000000000000ULL) + (1ULL << 52);
  memcpy(&value, &bits, sizeof bits);
  return value;
}

/* The sum of squares, in a fixed order. */
ALWAYS double KERNEL(squares)(const double *x, size_t rows) {
  double lanes[2 * GRAM_LANES];
  for (int part = 0; part < GRAM_LANES / LANES; part++) {
    vec a = ALL(0), b = ALL(0);
    size_t row = part * LANES;
    for (; row + GRAM_LANES < rows; row += 2 * GRAM_LANES) {
      vec u = LOAD(x + row), v = LOAD(x + row + GRAM_LANES);
      a += u * u;
      b += v * v;
    }
    if (row < rows) {
      vec u = LOAD(x + row);
      a += u * u;
    }
    STORE(lanes + part * LANES, a);
    STORE(lanes + GRAM_LANES + part * LANES, b);
  }
  return KERNEL(across)(lanes) + KERNEL(across)(lanes + GRAM_LANES);
}

/* The largest absolute value of finite numbers. */
ALWAYS double KERNEL(largest)(const double *x, size_t rows) {
  vec most = ALL(0);
  for (size_t row = 0; row < rows; row += LANES) {
    most = __builtin_elementwise_max(most, __builtin_elementwise_abs(LOAD(x + row)));
  }
  double result = 0;
  for (int k = 0; k < LANES; k++) result = most[k] > result ? most[k] : result;
  return result;
}

/* The first element that is not finite, or the number of rows. */
static size_t KERNEL(not_finite)(const double *x, size_t rows) {
  for (size_t row = 0; row < rows; row++) {
    if (!isfinite(x[row])) return row;
  }
  return rows;
}

/* A block's own copy of a column, which it can change. */
ALWAYS double *KERNEL(copy)(struct KERNEL(work) * w, size_t column, int low, size_t columns) {
  double *place = w->copies + ((low ? columns : 0) + column) * w->block_rows;
  const double **slot = low ? &w->block.low[column] : &w->block.high[column];
  if (*slot != place) {
    if (*slot) {
      memcpy(place, *slot, 8 * w->block.rows);
    } else {
      memset(place, 0, 8 * w->block.rows);
    }
    *slot = place;
  }
  return place;
}

static void KERNEL(divide)(struct KERNEL(work) * w, size_t column, int exponent, size_t columns) {
  double *high = KERNEL(copy)(w, column, 0, columns);
  for (size_t row = 0; row < w->block.rows; row++) high[row] = ldexp(high[row], -exponent);
  if (w->block.low[column]) {
    double *low = KERNEL(copy)(w, column, 1, columns);
    for (size_t row = 0; row < w->block.rows; row++) low[row] = ldexp(low[row], -exponent);
  }
  w->block.exponents[column] += exponent;
}

/* Whether sums of products of a column with others are in danger of leaving the range of doubles
 * or of losing their low parts; so is a column of zeros, or with NaN. */
ALWAYS int KERNEL(is_extreme)(double squares) {
  return !(squares > 0x1p-600 && squares < 0x1p600);
}

/* Divides a column by the power of two that brings it near one; its sum of squares then. */
static double KERNEL(normalise)(struct KERNEL(work) * w, size_t column, size_t columns) {
  double largest = KERNEL(largest)(w->block.high[column], w->block.rows);
  if (largest == 0) return 0;
  int exponent;
  frexp(largest, &exponent);
  KERNEL(divide)(w, column, exponent, columns);
  return KERNEL(squares)(w->block.high[column], w->block.rows);
}

/* The square roots of the weights of a block, in double-double. */
static int KERNEL(find_roots)(struct KERNEL(work) * w, const struct aftermath_table *table,
                              size_t first, size_t rows, size_t *bad) {
  double *root = w->roots, *rest = w->roots + w->block_rows;
  for (size_t row = 0; row < w->block.rows; row++) {
    double weight = row < rows ? table->weights[first + row] : 1;
    if (!(weight > 0 && isfinite(weight))) {
      *bad = row;
      return 1;
    }
    root[row] = ldexp(weight, -2 * table->weight_exponent);
  }
  for (size_t row = 0; row < w->block.rows; row += LANES) {
    vec weight = LOAD(root + row);
    vec r = __builtin_elementwise_sqrt(weight);
    STORE(root + row, r);
    STORE(rest + row, FMA(-r, r, weight) / (r + r));
  }
  return 0;
}

/* Multiplies a column by the roots; what it has no low part of yet is NULL. */
ALWAYS void KERNEL(weigh)(const struct KERNEL(work) * w, double *high, double *low,
                          const double *source) {
  const double *root = w->roots, *rest = w->roots + w->block_rows;
  for (size_t row = 0; row < w->block.rows; row += LANES) {
    vec r = LOAD(root + row), s = LOAD(rest + row), z = LOAD(high + row), p = r * z;
    vec e = FMA(r, z, -p) + s * z;
    if (source) e += r * LOAD(source + row);
    vec sum = p + e;
    STORE(high + row, sum);
    STORE(low + row, e - (sum - p));
  }
}

/* Multiplies all columns by the powers of two in the roots, and takes these out of them: the
 * rest of the root comes when the map has done its cancelling, and no rounding before. */
static void KERNEL(weigh_roughly)(struct KERNEL(work) * w, size_t columns) {
  double *root = w->roots, *rest = w->roots + w->block_rows;
  for (size_t j = 0; j < columns; j++) {
    for (int low = 0; low < (w->block.low[j] ? 2 : 1); low++) {
      double *values = KERNEL(copy)(w, j, low, columns);
      for (size_t row = 0; row < w->block.rows; row += LANES) {
        word_vec bits = (word_vec)LOAD(root + row) & 0x7ff0000000000000LL;
        STORE(values + row, LOAD(values + row) * (vec)bits);
      }
    }
  }
  for (size_t row = 0; row < w->block.rows; row++) {
    int exponent;
    root[row] = 2 * frexp(root[row], &exponent);
    rest[row] = ldexp(rest[row], 1 - exponent);
  }
}

/* Lays out rows first to first + rows, scaled and weighted as the table says. */
static int KERNEL(read_block)(struct KERNEL(work) * w, const struct aftermath_table *table,
                              size_t first, size_t rows, size_t *bad_row, size_t *bad_column) {
  size_t q = table->columns;
  size_t padded = (rows + GRAM_LANES - 1) / GRAM_LANES * GRAM_LANES;
  w->block.rows = padded;
  for (size_t j = 0; j < q; j++) {
    const double *high = table->high ? table->high[j] + first : NULL;
    const double *low = table->low && table->low[j] ? table->low[j] + first : NULL;
    if (high && rows == padded) {
      w->block.high[j] = high;
      w->block.low[j] = low;
    } else {
      double *place = w->copies + j * w->block_rows;
      w->block.high[j] = place;
      if (high) {
        memcpy(place, high, 8 * rows);
      } else {
        const double *from = table->by_row + first * table->row_stride + j;
        for (size_t row = 0; row < rows; row++) place[row] = from[row * table->row_stride];
      }
      for (size_t row = rows; row < padded; row++) place[row] = 0;
      w->block.low[j] = NULL;
      if (low) {
        place += q * w->block_rows;
        w->block.low[j] = place;
        memcpy(place, low, 8 * rows);
        for (size_t row = rows; row < padded; row++) place[row] = 0;
      }
    }
    w->block.exponents[j] = 0;
    double squares = KERNEL(squares)(w->block.high[j], padded);
    if (low && !isfinite(KERNEL(squares)(w->block.low[j], padded))) squares = NAN;
    if (KERNEL(is_extreme)(squares)) {
      size_t bad = KERNEL(not_finite)(w->block.high[j], rows);
      if (bad == rows && low) bad = KERNEL(not_finite)(w->block.low[j], rows);
      if (bad < rows) {
        *bad_row = first + bad;
        *bad_column = j;
        return 1;
      }
      if (!table->map) squares = KERNEL(normalise)(w, j, q);
    }
    if (table->map && table->exponents && table->exponents[j]) {
      KERNEL(divide)(w, j, table->exponents[j], q);
    }
    w->block.scale[j] = squares;
  }
  if (table->weights) {
    size_t bad;
    if (KERNEL(find_roots)(w, table, first, rows, &bad)) {
      *bad_row = first + bad;
      *bad_column = q;
      return 1;
    }
    if (table->map) KERNEL(weigh_roughly)(w, q);
  }
  if (table->map) return 0;
  for (size_t j = 0; j < q; j++) {
    double squares = w->block.scale[j];
    if (table->weights) {
      const double *source = w->block.low[j];
      double *high = KERNEL(copy)(w, j, 0, q), *low = KERNEL(copy)(w, j, 1, q);
      KERNEL(weigh)(w, high, low, source ? low : NULL);
      squares = KERNEL(squares)(w->block.high[j], padded);
      if (KERNEL(is_extreme)(squares)) squares = KERNEL(normalise)(w, j, q);
    }
    w->block.scale[j] = KERNEL(above)(1.0000001 * sqrt(squares));
  }
  return 0;
}

/* MARK: Rows times an upper triangle */

enum { KERNEL(strip) = LANES == 8 ? 8 : 4 };

/* Adds x f to three parts of a sum, losing nothing that a double-double of the whole would show even
 * where all but 2^-50 of it cancels. */
#define ACCUMULATE_CAREFULLY(high, low, last, x, f) \
  do {                                              \
    vec x_ = (x), t_ = FMA(x_, f, high);            \
    vec d_ = t_ - (high), p_ = x_ * (f);            \
    (high) = t_;                                    \
    ADD_CAREFULLY(low, last, p_ - d_);              \
    (last) += FMA(x_, f, -p_);                      \
  } while (0)

#define ADD_CAREFULLY(low, last, term)                             \
  do {                                                             \
    vec e_ = (term), s_ = (low) + e_, b_ = s_ - (low);             \
    (last) += ((low) - (s_ - b_)) + (e_ - b_);                     \
    (low) = s_;                                                    \
  } while (0)

#define ADD_PRODUCT_CAREFULLY(low, last, x, f) \
  do {                                         \
    vec y_ = (x), q_ = y_ * (f);               \
    ADD_CAREFULLY(low, last, q_);              \
    (last) += FMA(y_, f, -q_);                 \
  } while (0)

/* Column `column` of the block times the map, into high and low, `count` vectors of rows. */
ALWAYS void KERNEL(map_strip)(const struct KERNEL(block) * b, const struct aftermath_table *table,
                              size_t column, double start, size_t row, const int count,
                              const int lows, const int careful, double *high, double *low) {
  const double *t = table->map + column * table->columns;
  vec h[KERNEL(strip)], l[KERNEL(strip)], m[KERNEL(strip)];
#pragma clang loop unroll(full)
  for (int k = 0; k < count; k++) {
    h[k] = ALL(start);
    l[k] = m[k] = ALL(0);
  }
  for (size_t i = 0; i <= column; i++) {
    if (t[i] == 0) continue;
    vec f = ALL(t[i]);
    const double *x = b->high[i] + row;
#pragma clang loop unroll(full)
    for (int k = 0; k < count; k++) {
      if (careful)
        ACCUMULATE_CAREFULLY(h[k], l[k], m[k], LOAD(x + k * LANES), f);
      else
        ACCUMULATE(h[k], l[k], LOAD(x + k * LANES), f);
    }
    if (lows && b->low[i]) {
      const double *rest = b->low[i] + row;
#pragma clang loop unroll(full)
      for (int k = 0; k < count; k++) {
        if (careful)
          ADD_PRODUCT_CAREFULLY(l[k], m[k], LOAD(rest + k * LANES), f);
        else
          l[k] = FMA(LOAD(rest + k * LANES), f, l[k]);
      }
    }
    if (lows && table->map_low) {
      vec g = ALL(table->map_low[column * table->columns + i]);
#pragma clang loop unroll(full)
      for (int k = 0; k < count; k++) {
        if (careful)
          ADD_PRODUCT_CAREFULLY(l[k], m[k], LOAD(x + k * LANES), g);
        else
          l[k] = FMA(LOAD(x + k * LANES), g, l[k]);
      }
    }
  }
#pragma clang loop unroll(full)
  for (int k = 0; k < count; k++) {
    vec sum = h[k] - ALL(start), total = sum + l[k], part = total - sum;
    vec rest = (sum - (total - part)) + (l[k] - part);
    if (careful) {
      rest += m[k];
      sum = total;
      total = sum + rest;
      part = total - sum;
      rest = (sum - (total - part)) + (rest - part);
    }
    STORE(high + row + k * LANES, total);
    STORE(low + row + k * LANES, rest);
  }
}

/* A column of map_strip; the two flags are constants where it is inlined. */
ALWAYS void KERNEL(map_column)(const struct KERNEL(block) * b, const struct aftermath_table *table,
                               size_t column, double start, const int lows, const int careful,
                               double *high, double *low) {
  const size_t step = KERNEL(strip) * LANES;
  size_t row = 0;
  for (; row + step <= b->rows; row += step)
    KERNEL(map_strip)(b, table, column, start, row, KERNEL(strip), lows, careful, high, low);
  for (; row < b->rows; row += LANES)
    KERNEL(map_strip)(b, table, column, start, row, 1, lows, careful, high, low);
}

/* The block's rows times the map, the columns from `from` on, `stride` apart. */
static void KERNEL(map_block)(struct KERNEL(work) * w, const struct aftermath_table *table,
                              size_t from, double *high, double *low, size_t stride) {
  const struct KERNEL(block) *b = &w->block;
  int lows = table->map_low != NULL;
  for (size_t i = 0; i < table->columns; i++) {
    b->scale[i] = KERNEL(above)(KERNEL(largest)(b->high[i], b->rows));
    lows |= b->low[i] != NULL;
  }
  for (size_t j = from; j < table->columns; j++) {
    const double *t = table->map + j * table->columns;
    double bound = 0;
    for (size_t i = 0; i <= j; i++) bound += b->scale[i] * fabs(t[i]);
    double start = 3 * KERNEL(above)(1.0000001 * bound);
    double *to = high + (j - from) * stride, *rest = low + (j - from) * stride;
    if (table->careful)
      KERNEL(map_column)(b, table, j, start, 1, 1, to, rest);
    else if (lows)
      KERNEL(map_column)(b, table, j, start, 1, 0, to, rest);
    else
      KERNEL(map_column)(b, table, j, start, 0, 0, to, rest);
    if (table->weights) KERNEL(weigh)(w, to, rest, rest);
  }
}

/* MARK: Groups of blocks */

/* Adds the products of a block, by tiles. */
static void KERNEL(multiply_block)(struct KERNEL(work) * w, const char *const *ahead) {
  struct KERNEL(block) *b = &w->block;
  size_t sides = w->padded / TILE, tile = 0;
  for (size_t right = 0; right < sides; right++) {
    struct KERNEL(side) y;
    int lows_right = 0;
    for (int k = 0; k < TILE; k++) {
      y.high[k] = b->high[right * TILE + k];
      lows_right |= b->low[right * TILE + k] != NULL;
      y.low[k] = b->low[right * TILE + k] ? b->low[right * TILE + k] : w->zero;
      y.scale[k] = b->scale[right * TILE + k];
    }
    for (size_t left = 0; left <= right; left++, tile++) {
      struct KERNEL(side) x;
      int lows = lows_right;
      for (int k = 0; k < TILE; k++) {
        x.high[k] = b->high[left * TILE + k];
        lows |= b->low[left * TILE + k] != NULL;
        x.low[k] = b->low[left * TILE + k] ? b->low[left * TILE + k] : w->zero;
        x.scale[k] = b->scale[left * TILE + k];
      }
      double *high = w->totals + 2 * KERNEL(totals_stride) * tile;
      double *low = high + KERNEL(totals_stride);
      const char *next = tile < w->padded ? ahead[tile] : (const char *)x.high[0];
      if (lows) {
        if (left == right)
          KERNEL(tile)(&x, &y, b->rows, 1, 1, high, low, next);
        else
          KERNEL(tile)(&x, &y, b->rows, 0, 1, high, low, next);
      } else {
        if (left == right)
          KERNEL(tile)(&x, &y, b->rows, 1, 0, high, low, next);
        else
          KERNEL(tile)(&x, &y, b->rows, 0, 0, high, low, next);
      }
    }
  }
}

/* Adds a group's totals to the sums, and empties them. */
static void KERNEL(deposit)(struct KERNEL(work) * w, size_t columns, int exponent,
                            struct aftermath_sum *sums) {
  size_t sides = w->padded / TILE, tile = 0;
  for (size_t right = 0; right < sides; right++) {
    for (size_t left = 0; left <= right; left++, tile++) {
      double *high = w->totals + 2 * KERNEL(totals_stride) * tile;
      double *low = high + KERNEL(totals_stride);
      for (int k = 0; k < KERNEL(pairs); k++) {
        size_t i = left * TILE + k / TILE, j = right * TILE + k % TILE;
        if (i > j || j >= columns) continue;
        int unit = w->exponents[i] + w->exponents[j] + exponent;
        struct aftermath_sum *sum = &sums[j * (j + 1) / 2 + i];
        aftermath_sum_add(sum, high[k], unit);
        aftermath_sum_add(sum, low[k], unit);
      }
    }
  }
  memset(w->totals, 0, 16 * KERNEL(totals_stride) * tile);
}

static int KERNEL(add_products)(const struct aftermath_table *table, size_t first, size_t last,
                                struct aftermath_sum *sums, size_t *bad_row, size_t *bad_column) {
  struct KERNEL(work) w;
  int status = KERNEL(prepare)(&w, table, 1);
  if (status) return status;
  size_t q = table->columns;
  const char **ahead = malloc(w.padded * sizeof(char *));
  if (!ahead) {
    free(w.memory);
    return 2;
  }
  int exponent = table->weights && !table->map ? 2 * table->weight_exponent : 0;
  for (size_t row = first; row < last && !status; row += w.block_rows) {
    if ((row - first) % AFTERMATH_GROUP_ROWS == 0 && row > first) {
      KERNEL(deposit)(&w, q, exponent, sums);
      memset(w.exponents, 0, w.padded * sizeof(int));
    }
    size_t rows = last - row < w.block_rows ? last - row : w.block_rows;
    status = KERNEL(read_block)(&w, table, row, rows, bad_row, bad_column);
    if (status) break;
    for (size_t j = 0; j < w.padded; j++) {
      int more = table->high && j < q && row + rows + w.block_rows <= last;
      ahead[j] = (const char *)(more ? table->high[j] + row + rows : w.zero);
    }
    if (table->map) {
      double *high = w.mapped, *low = w.mapped + w.padded * w.block_rows;
      KERNEL(map_block)(&w, table, 0, high, low, w.block_rows);
      for (size_t j = 0; j < q; j++) {
        w.block.high[j] = high + j * w.block_rows;
        w.block.low[j] = low + j * w.block_rows;
        w.block.exponents[j] = 0;
        double squares = KERNEL(squares)(w.block.high[j], w.block.rows);
        w.block.scale[j] = KERNEL(above)(1.0000001 * sqrt(squares));
      }
    } else {
      int same = 1;
      for (size_t j = 0; j < q; j++) {
        /* A block of zeros has any exponent. */
        if (w.block.scale[j] == 0x1p-400) w.block.exponents[j] = w.exponents[j];
        same &= w.block.exponents[j] == w.exponents[j];
      }
      if (!same) {
        KERNEL(deposit)(&w, q, exponent, sums);
        memcpy(w.exponents, w.block.exponents, q * sizeof(int));
      }
    }
    KERNEL(multiply_block)(&w, ahead);
  }
  if (!status) KERNEL(deposit)(&w, q, exponent, sums);
  free(ahead);
  free(w.memory);
  return status;
}

static int KERNEL(mapped_rows)(const struct aftermath_table *table, size_t first, size_t last,
                               size_t only, double *out_high, double *out_low, size_t stride) {
  struct KERNEL(work) w;
  int status = KERNEL(prepare)(&w, table, 0);
  if (status) return status;
  size_t q = table->columns, from = only ? q - only : 0, bad_row, bad_column;
  for (size_t row = first; row < last && !status; row += w.block_rows) {
    size_t rows = last - row < w.block_rows ? last - row : w.block_rows;
    status = KERNEL(read_block)(&w, table, row, rows, &bad_row, &bad_column);
    if (status) break;
    double *high = w.mapped, *low = w.mapped + w.padded * w.block_rows;
    KERNEL(map_block)(&w, table, from, high, low, w.block_rows);
    for (size_t j = from; j < q; j++) {
      size_t place = (j - from) * w.block_rows, to = (j - from) * stride + (row - first);
      memcpy(out_high + to, high + place, 8 * rows);
      memcpy(out_low + to, low + place, 8 * rows);
    }
  }
  free(w.memory);
  return status;
}

/* MARK: Dense algebra */

struct KERNEL(pair) {
  double high;
  double low;
};

ALWAYS struct KERNEL(pair) KERNEL(ordered)(double a, double b) {
  double s = a + b;
  return (struct KERNEL(pair)){s, b - (s - a)};
}

ALWAYS struct KERNEL(pair) KERNEL(add)(struct KERNEL(pair) a, struct KERNEL(pair) b) {
  double h = a.high + b.high, p = h - a.high, e = (a.high - (h - p)) + (b.high - p);
  double l = a.low + b.low, o = l - a.low, f = (a.low - (l - o)) + (b.low - o);
  struct KERNEL(pair) s = KERNEL(ordered)(h, e + l);
  return KERNEL(ordered)(s.high, s.low + f);
}

/* a - b q, for the corrections of quotients and roots. */
ALWAYS struct KERNEL(pair) KERNEL(less)(struct KERNEL(pair) a, struct KERNEL(pair) b, double q) {
  double p = b.high * q, e = SCALAR_FMA(b.high, q, -p) + b.low * q;
  struct KERNEL(pair) s = KERNEL(ordered)(p, e);
  return KERNEL(add)(a, (struct KERNEL(pair)){-s.high, -s.low});
}

static struct KERNEL(pair) KERNEL(reciprocal)(struct KERNEL(pair) b) {
  double first = 1 / b.high;
  struct KERNEL(pair) rest = KERNEL(less)((struct KERNEL(pair)){1, 0}, b, first);
  double second = rest.high / b.high;
  rest = KERNEL(less)(rest, b, second);
  struct KERNEL(pair) sum = KERNEL(ordered)(first, second);
  return KERNEL(add)(sum, (struct KERNEL(pair)){rest.high / b.high, 0});
}

static struct KERNEL(pair) KERNEL(root)(struct KERNEL(pair) a) {
  double first = sqrt(a.high);
  struct KERNEL(pair) rest = KERNEL(less)(a, (struct KERNEL(pair)){first, 0}, first);
  return KERNEL(ordered)(first, rest.high / (2 * first));
}

/* y -= a x, elements from `from` (a multiple of 8) up to `to`. */
ALWAYS void KERNEL(subtract)(struct KERNEL(pair) a, const double *xh, const double *xl, double *yh,
                             double *yl, size_t from, size_t to) {
  vec ah = ALL(a.high), al = ALL(a.low);
  for (size_t j = from; j < to; j += LANES) {
    vec x = LOAD(xh + j), u = LOAD(xl + j), h = LOAD(yh + j), l = LOAD(yl + j);
    vec p = ah * x, e = FMA(ah, x, -p) + (ah * u + al * x);
    vec s = h - p, b = s - h, t = ((h - (s - b)) - (p + b)) + (l - e);
    vec r = s + t;
    STORE(yh + j, r);
    STORE(yl + j, t - (r - s));
  }
}

/* y = a y, likewise. */
ALWAYS void KERNEL(scale)(struct KERNEL(pair) a, double *yh, double *yl, size_t from, size_t to) {
  vec ah = ALL(a.high), al = ALL(a.low);
  for (size_t j = from; j < to; j += LANES) {
    vec x = LOAD(yh + j), u = LOAD(yl + j), p = ah * x;
    vec e = FMA(ah, x, -p) + (ah * u + al * x), r = p + e;
    STORE(yh + j, r);
    STORE(yl + j, e - (r - p));
  }
}

static void KERNEL(cholesky)(double *high, double *low, size_t order, size_t size, size_t stride,
                             double floor, unsigned char *weak) {
  size_t end = (size + 7) & ~(size_t)7;
  for (size_t k = 0; k < order; k++) {
    double *h = high + k * stride, *l = low + k * stride;
    struct KERNEL(pair) pivot = {h[k], l[k]};
    weak[k] = !(pivot.high > floor);
    if (weak[k]) pivot = (struct KERNEL(pair)){floor, 0};
    struct KERNEL(pair) diagonal = KERNEL(root)(pivot);
    KERNEL(scale)(KERNEL(reciprocal)(diagonal), h, l, k & ~(size_t)7, end);
    h[k] = diagonal.high;
    l[k] = diagonal.low;
    for (size_t i = k + 1; i < size; i++) {
      KERNEL(subtract)((struct KERNEL(pair)){h[i], l[i]}, h, l, high + i * stride, low + i * stride,
                       i & ~(size_t)7, end);
    }
  }
}

static void KERNEL(invert)(const double *high, const double *low, size_t order, size_t stride,
                           double *zh, double *zl) {
  size_t end = (order + 7) & ~(size_t)7;
  for (size_t i = order; i-- > 0;) {
    double *h = zh + i * stride, *l = zl + i * stride;
    memset(h, 0, 8 * stride);
    memset(l, 0, 8 * stride);
    h[i] = 1;
    for (size_t k = i + 1; k < order; k++) {
      KERNEL(subtract)((struct KERNEL(pair)){high[i * stride + k], low[i * stride + k]},
                       zh + k * stride, zl + k * stride, h, l, k & ~(size_t)7, end);
    }
    struct KERNEL(pair) pivot = {high[i * stride + i], low[i * stride + i]};
    KERNEL(scale)(KERNEL(reciprocal)(pivot), h, l, i & ~(size_t)7, end);
  }
}

static void KERNEL(multiply)(const double *a, const double *bh, const double *bl, size_t order,
                             size_t stride, double *ch, double *cl) {
  size_t end = (order + 7) & ~(size_t)7;
  for (size_t i = 0; i < order; i++) {
    double *h = ch + i * stride, *l = cl + i * stride;
    memset(h, 0, 8 * stride);
    memset(l, 0, 8 * stride);
    for (size_t k = i; k < order; k++) {
      KERNEL(subtract)((struct KERNEL(pair)){-a[i * stride + k], 0}, bh + k * stride,
                       bl + k * stride, h, l, k & ~(size_t)7, end);
    }
  }
}

static void KERNEL(complements)(const double *high, const double *low, size_t rows, size_t columns,
                                size_t stride, double *complements) {
  size_t row = 0;
  for (; row < rows; row += LANES) {
    size_t left = rows - row;
    vec sum = ALL(1), rest = ALL(0);
    for (size_t j = 0; j < columns; j++) {
      vec x = ALL(0), u = ALL(0);
      if (left >= LANES) {
        x = LOAD(high + j * stride + row);
        u = LOAD(low + j * stride + row);
      } else {
        for (size_t k = 0; k < left; k++) {
          x[k] = high[j * stride + row + k];
          u[k] = low[j * stride + row + k];
        }
      }
      vec p = x * x, e = FMA(x, x, -p) + (x + x) * u;
      vec s = sum - p, b = s - sum;
      rest += ((sum - (s - b)) - (p + b)) - e;
      sum = s;
    }
    sum += rest;
    for (size_t k = 0; k < LANES && k < left; k++) complements[row + k] = sum[k];
  }
}

/* MARK: The kernel */

const struct gram_kernel KERNEL(functions) = {
    KERNEL(add_products), KERNEL(mapped_rows), KERNEL(cholesky),
    KERNEL(invert),       KERNEL(multiply),    KERNEL(complements)};
