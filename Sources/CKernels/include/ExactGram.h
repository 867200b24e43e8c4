#ifndef AFTERMATH_EXACT_GRAM_H
#define AFTERMATH_EXACT_GRAM_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * Sums of products of columns in twice the digits of a double, in one pass over the data, and the
 * small dense algebra that makes regressions of them.
 *
 * A double-double is a pair (high, low) whose sum is meant. Everything here is equal to the bit
 * whatever the processor, the vector width and the number of threads: only +, -, *, division,
 * square root and the fused multiply-add are used, in an order fixed by the row numbers (eight lanes,
 * blocks, groups of blocks); where there is no fused multiply-add it is built from the others.
 *
 * How a block is summed. The sum of a pair of columns starts at C = 3 * 2^k with 2^k no less than the
 * product of the columns' lengths in the block, so that by Cauchy and Schwarz it stays in
 * [2^(k+1), 2^(k+2)]. Then in
 *
 *     t = fma(x, y, sum);  d = t - sum;  low += fma(x, y, -d);  sum = t;
 *
 * d is exact, and what is lost is below 2^(k-104): four operations instead of the ten of a product
 * and a sum in double-double. C comes off exactly at the end.
 *
 * How blocks are summed. The totals of a group of blocks go into a sum that is exact but for a cut
 * far below the digits of a double-double, and that does not depend on the order of its terms: what
 * is summed apart can be merged in any order.
 *
 * References: Ozaki, Ogita, Oishi & Rump 2012, doi:10.1007/s11075-011-9478-1 (sums against a fixed
 * unit); Demmel & Nguyen 2013, doi:10.1109/ARITH.2013.9 (sums in any order); Boldo & Melquiond 2008,
 * doi:10.1109/TC.2007.70819 (fused multiply-add from rounding to odd).
 */

/* The rows of a group. Data cut at multiples of it, counted from its first row, give equal bits. */
#define AFTERMATH_GROUP_ROWS 16384

/* A sum of double-doubles that can be merged with others in any order, to the bit.
 *
 * Its value is the sum of digits[k] * 2^(40 * (top - 2^20 - k)). The top is the one the largest term so far
 * asks for; what stands below the last digit, 2^-120 of that term or less, is cut from each term.
 * All zero is an empty sum. Room for 2^22 terms. */
struct aftermath_sum {
  int64_t top;
  int64_t digits[4];
};

/* The code that does the work, from the most portable to the fastest. */
enum aftermath_kernel {
  AFTERMATH_KERNEL_LIBRARY = 0,  /* calls fma() of the C library: slow, for the hardest numbers */
  AFTERMATH_KERNEL_PORTABLE = 1, /* any processor; builds the fused multiply-add where it must */
  AFTERMATH_KERNEL_AVX2 = 2,     /* x86 with AVX2 and FMA */
  AFTERMATH_KERNEL_AVX512 = 3    /* x86 with AVX-512 F, DQ and VL */
};

/* Whether this processor can run a kernel. */
int aftermath_kernel_runs(enum aftermath_kernel kernel);

/* The fastest kernel this processor can run. */
enum aftermath_kernel aftermath_best_kernel(void);

/* A table of numbers, and what is to be done to its rows before they are multiplied.
 *
 * Column j is high[j] + low[j], an element a row; or, where `high` is NULL, element (i, j) is
 * by_row[i * row_stride + j]. Rows are multiplied by the square root of their weight. Then, where
 * there is a map, column j is divided by 2^exponents[j] and the row z becomes z (map + map_low), both
 * upper triangular, column-major, of order `columns`. */
struct aftermath_table {
  size_t rows;
  size_t columns;
  const double *const *high;
  const double *const *low;   /* NULL, or pointers of which any may be NULL */
  const double *by_row;
  size_t row_stride;
  const double *weights;      /* NULL for equal ones; positive and finite */
  int weight_exponent;        /* weights are divided by 4^weight_exponent before their root */
  const double *map;          /* NULL for none */
  const double *map_low;      /* NULL for zero */
  const int *exponents;       /* with a map only; NULL for zero */
  int careful;                /* not 0: mapped rows keep their digits where nearly all cancels */
};

/* Adds the products of all pairs of columns, rows from `first` (a multiple of AFTERMATH_GROUP_ROWS) up
 * to but without `last`, to `sums`: columns * (columns + 1) / 2 of them, pair (i, j) with i <= j at
 * j * (j + 1) / 2 + i. Without a map weights count in full, their exponent being put back.
 *
 * Returns 0; 1 when an element is not finite, its place being in *bad_row and *bad_column; 2 when
 * there is no memory. Then `sums` are not to be used. */
int aftermath_add_products(const struct aftermath_table *table, size_t first, size_t last,
                           enum aftermath_kernel kernel, struct aftermath_sum *sums,
                           size_t *bad_row, size_t *bad_column);

/* Adds `count` sums to others, pairwise. */
void aftermath_merge_sums(struct aftermath_sum *sums, const struct aftermath_sum *others,
                          size_t count);

/* The sums of aftermath_add_products as the upper triangle of a symmetric matrix whose diagonal is in
 * [1/4, 1): element (i, j) times 2^(exponents[i] + exponents[j]) is the sum. Row i starts at
 * i * stride; a diagonal that is not positive has exponent 0. */
void aftermath_read_sums(const struct aftermath_sum *sums, size_t columns, size_t stride,
                         double *high, double *low, int *exponents);

/* The mapped rows from `first` up to but without `last`: column j of the result at out[j * stride],
 * rounded to double-double; the last `only` columns, or all where it is 0. Returns as
 * aftermath_add_products, without a place. */
int aftermath_mapped_rows(const struct aftermath_table *table, size_t first, size_t last,
                          enum aftermath_kernel kernel, size_t only, double *out_high,
                          double *out_low, size_t stride);

/* Dense algebra on double-doubles. A matrix is two arrays of rows, `stride` apart, a multiple of 8;
 * what stands between the order and the stride must be there and finite. */

/* The Cholesky factorisation of the leading `order` rows and columns of a symmetric matrix of order
 * `size`, whose upper triangle is given, and what it leaves of the others: in place, R in the first
 * `order` rows, the Schur complement in the rest. A pivot below `floor` is replaced by it and its
 * row counted in `weak` (one byte a row, 0 or 1). */
void aftermath_cholesky(double *high, double *low, size_t order, size_t size, size_t stride,
                        double floor, unsigned char *weak, enum aftermath_kernel kernel);

/* The inverse, upper triangular, of the leading `order` rows and columns of an upper triangle. */
void aftermath_invert_triangle(const double *high, const double *low, size_t order, size_t stride,
                               double *inverse_high, double *inverse_low,
                               enum aftermath_kernel kernel);

/* The product a b of two upper triangles, a being doubles: c, of the same order and stride. */
void aftermath_multiply_triangles(const double *a, const double *b_high, const double *b_low,
                                  size_t order, size_t stride, double *c_high, double *c_low,
                                  enum aftermath_kernel kernel);

/* One less the sum of squares of each of `rows` rows of `columns` columns, `stride` apart. */
void aftermath_complements(const double *high, const double *low, size_t rows, size_t columns,
                           size_t stride, double *complements, enum aftermath_kernel kernel);

#ifdef __cplusplus
}
#endif

#endif
