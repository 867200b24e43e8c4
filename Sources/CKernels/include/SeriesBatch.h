#ifndef AFTERMATH_SERIES_BATCH_H
#define AFTERMATH_SERIES_BATCH_H

#include <stddef.h>
#include <stdint.h>

#include "ExactGram.h"

#ifdef __cplusplus
extern "C" {
#endif

/*
 * Eight series of one length at once, each in a lane of its own: element t of the series in lane l is
 * values[t * 8 + l]. Lanes never meet, and every operation is one rounded operation of IEEE 754, so
 * all kernels give the same bits, whatever the width of the vectors.
 *
 * Values must be finite and no further from one than 2^400 either way; what they must not be is the
 * caller's to see to.
 */
#define AFTERMATH_BATCH_LANES 8

/* The times that all series share. */
struct aftermath_batch_times {
  size_t count;
  const double *gaps;          /* t[j] - t[i] of the pairs i < j, at j * (j - 1) / 2 + i */
  const double *centred;       /* the times less their mean, and what rounding left out */
  const double *centred_rests;
  const double *weights;       /* those over the sum of their squares: the slope is their product
                                  with the values */
  const double *weight_rests;
  double centre;               /* the mean of the times */
  double centre_rest;
};

/* What a least-squares line leaves of each lane. */
struct aftermath_batch_lines_result {
  double largest[AFTERMATH_BATCH_LANES];      /* the largest magnitude of a value */
  double mean[AFTERMATH_BATCH_LANES];
  double slope[AFTERMATH_BATCH_LANES];
  double intercept[AFTERMATH_BATCH_LANES];    /* the height of the line at time 0 */
  double squares[AFTERMATH_BATCH_LANES];      /* the sum of squared residuals, and what rounding */
  double square_rests[AFTERMATH_BATCH_LANES]; /* left out of it */
  double total[AFTERMATH_BATCH_LANES];        /* that of squares about the mean */
  double total_rests[AFTERMATH_BATCH_LANES];
  double deviations[AFTERMATH_BATCH_LANES];   /* that of the squares of rounded deviations */
  double neighbours[AFTERMATH_BATCH_LANES];   /* the sum of products of neighbouring deviations */
  double scores[AFTERMATH_BATCH_LANES];       /* that of the squared scores, weight times residual */
  double long_run[AFTERMATH_BATCH_LANES];     /* the same with Bartlett's share of their products */
};

/* The lines of the lanes; long-run sums where `lags` is not negative. `scratch` has room for
 * 8 * count doubles. */
void aftermath_batch_lines(const struct aftermath_batch_times *times, const double *values,
                           ptrdiff_t lags, double *scratch, enum aftermath_kernel kernel,
                           struct aftermath_batch_lines_result *lines);

/* The ascending pairs less the descending ones, of each lane. Where `slopes` is not NULL, (y[j] - y[i]) / (t[j] - t[i]) of
 * the pair at place k goes to slopes[k * 8 + lane]. */
void aftermath_batch_pairs(const struct aftermath_batch_times *times, const double *values,
                           enum aftermath_kernel kernel, double *slopes, int64_t *scores);

/* Puts the `count` elements of each lane in ascending order. */
void aftermath_batch_sort(double *elements, size_t count, enum aftermath_kernel kernel);

/* Of lanes in ascending order: how many pairs are equal, and the sum of g (g - 1) (2 g + 5) over
 * groups of g equal elements. */
void aftermath_batch_ties(const double *sorted, size_t count, enum aftermath_kernel kernel,
                          int64_t *pairs, int64_t *terms);

/* Of each value of each lane, how many of its lane are smaller: at ranks[t * 8 + lane]. */
void aftermath_batch_ranks(const double *values, size_t count, enum aftermath_kernel kernel,
                           int64_t *ranks);

#ifdef __cplusplus
}
#endif

#endif
