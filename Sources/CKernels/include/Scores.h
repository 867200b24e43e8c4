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
 * row numbers, so the bits depend neither on the number of threads nor on the width of the vectors; they do
 * depend on whether the processor has a fused multiply-add.
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

/* What is asked of the rows of a regression of counts. */
enum aftermath_count_purpose {
  /* The information and the score: a step of the iteration. */
  AFTERMATH_COUNT_STEP,
  /* The same at the maximum, with what is reported of it. */
  AFTERMATH_COUNT_FINISH,
  /* X'DX and X'e in their place: by what the observed information differs from the expected, and the
   * mixed derivatives in the coefficients and alpha. D = alpha mu (y - mu) / (1 + alpha mu)^2 and
   * e = mu (y - mu) / (1 + alpha mu)^2. */
  AFTERMATH_COUNT_OBSERVED,
};

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
  enum aftermath_count_purpose purpose;
};

/* The sums that are no products of columns, all weighted as the rows are. */
enum {
  AFTERMATH_COUNT_WEIGHT,        /* the working weights W */
  AFTERMATH_COUNT_LOGS,          /* log(1 + alpha mu) */
  AFTERMATH_COUNT_RESTS,         /* (y - mu) / (1 + alpha mu) */
  AFTERMATH_COUNT_SHARES,        /* mu / (1 + alpha mu) */
  AFTERMATH_COUNT_SQUARED_RESTS, /* (y - mu) / (1 + alpha mu)^2 */
  AFTERMATH_COUNT_DEVIANCE,      /* to finish: the deviance, */
  AFTERMATH_COUNT_PEARSON,       /* (y - mu)^2 over the variance, */
  AFTERMATH_COUNT_EXCESS,        /* (y - mu)^2 - y, */
  AFTERMATH_COUNT_SQUARES,       /* mu^2 */
  AFTERMATH_COUNT_SCALARS
};

/* What is asked of it: sums, and beside each what rounding left out of it. */
struct aftermath_count_sums {
  double *information;   /* X'WX: the upper triangle, at [j * columns + i] for i <= j */
  double *information_rest;
  double *score;         /* the score; from no coefficients, X'Wz with z the working response */
  double *score_rest;
  double scalars[AFTERMATH_COUNT_SCALARS];
  double scalar_rests[AFTERMATH_COUNT_SCALARS];
  double largest;        /* to finish: the largest mean */
};

/* The sums over rows from `first` up to but without `last`. A mean out of range makes them not
 * finite. Returns 0, or 2 when there is no memory. */
int aftermath_count_products(const struct aftermath_counts *counts, size_t first, size_t last,
                             enum aftermath_kernel kernel, struct aftermath_count_sums *sums);

/* X'WX over rows from `first` up to but without `last`, as above; all weights 1 where NULL. */
int aftermath_weighted_products(const double *const *x, const double *weights, size_t columns,
                                size_t first, size_t last, enum aftermath_kernel kernel,
                                double *products);

/* The elementary functions of the sums above. */
enum aftermath_function {
  AFTERMATH_EXPONENTIAL,  /* of -708 to 708; zero or infinite beyond */
  AFTERMATH_LOGARITHM,    /* of positive normal numbers */
  AFTERMATH_LOG_ONE_PLUS, /* of numbers from zero */
};

/* A function of `count` numbers, by the code of a kernel. */
void aftermath_elementary(enum aftermath_function function, const double *x, size_t count,
                          enum aftermath_kernel kernel, double *values);

#ifdef __cplusplus
}
#endif

#endif
