#ifndef AFTERMATH_SCORES_H
#define AFTERMATH_SCORES_H

#include <stddef.h>

#include "ExactGram.h"

#ifdef __cplusplus
extern "C" {
#endif

/*
 * Sums over the rows of a regression in doubles, in one pass, by blocks that stay in the cache:
 * nothing is kept that there is one of for each row.
 *
 * A block's products are summed in the lanes of vectors, from zero, and then added to those of the
 * blocks before: relative errors stay near 2^-50 for any number of rows. The order is fixed by the
 * row numbers, so the bits do not depend on the number of threads; they do depend on the width of the
 * vectors.
 */

/* A fitted linear regression, seen from its rows. */
struct aftermath_scores {
  size_t rows;
  size_t columns;
  const double *const *x;
  const double *y;
  const double *weights;           /* NULL for equal ones */
  const double *coefficients;
  const double *coefficient_rests; /* what rounding left out of them */
  const double *factor;            /* H, upper triangular, column-major: rows of sqrt(w) X H are q */
  const double *factor_rests;
  double unit;                     /* what residuals are multiplied by */
  int leverage_halves;             /* residuals are divided by (1 - q.q)^(halves / 2); 0, 1 or 2 */
  size_t window;                   /* the scores of so many rows are added up; 1 for each its own */
};

/* The most rows of a window. */
#define AFTERMATH_WINDOW_ROWS 1024

/* The products of v_t = s_t + s_(t-1) + ... over a window, s_t being the scores q_t e_t: the upper
 * triangle of the sum of v_t v_t', at products[j * columns + i] for i <= j, summed over t from `first`
 * (a multiple of AFTERMATH_GROUP_ROWS) up to but without `last`, and, where that is the number of rows,
 * over the ends of the last windows too. Where each score is its own window, the least 1 - q.q takes the
 * place of a larger *least_rest.
 *
 * Returns 0, or 2 when there is no memory. */
int aftermath_score_products(const struct aftermath_scores *scores, size_t first, size_t last,
                             enum aftermath_kernel kernel, double *products, double *least_rest);

/* A log-linear regression of counts with variance mu + alpha mu^2, at given coefficients. */
struct aftermath_counts {
  size_t rows;
  size_t columns;
  const double *const *x;
  const double *y;
  const double *weights;      /* NULL for equal ones */
  const double *offset;       /* NULL for none */
  const double *coefficients; /* NULL: means from the counts themselves, to start from */
  double alpha;
};

/* What is asked of it. */
struct aftermath_count_sums {
  double *information;   /* X'WX: the upper triangle, at [j * columns + i] for i <= j */
  double *score;         /* the score; from no coefficients, X'Wz with z the working response */
  double weight;         /* the sum of W */
  double logs;           /* the sum of log(1 + alpha mu), weighted as the rows are */
  double rests;          /* that of (y - mu) / (1 + alpha mu) */
  double shares;         /* that of mu / (1 + alpha mu) */
  double squared_rests;  /* that of (y - mu) / (1 + alpha mu)^2 */
};

/* The sums over rows from `first` up to but without `last`. A mean out of range makes them not
 * finite. Returns 0, or 2 when there is no memory. */
int aftermath_count_products(const struct aftermath_counts *counts, size_t first, size_t last,
                             enum aftermath_kernel kernel, struct aftermath_count_sums *sums);

/* X'WX over rows from `first` up to but without `last`, as above; all weights 1 where NULL. */
int aftermath_weighted_products(const double *const *x, const double *weights, size_t columns,
                                size_t first, size_t last, enum aftermath_kernel kernel,
                                double *products);

#ifdef __cplusplus
}
#endif

#endif
