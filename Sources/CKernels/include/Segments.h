#ifndef AFTERMATH_SEGMENTS_H
#define AFTERMATH_SEGMENTS_H

#include <stddef.h>

#include "ExactGram.h"

#ifdef __cplusplus
extern "C" {
#endif

/*
 * What the searches for breaks do most: the misfit of all runs of rows that end at one row. The lanes
 * of a vector are runs of different first rows, so that nothing is added across lanes: the bits are
 * the same on every processor.
 */

/* Regressions on runs of rows that all end at the same row, one for each first row.
 *
 * All arrays have `room` doubles for each of their parts, a multiple of 8, and start as zero. The
 * triangle of run s is upper[(p * terms + q) * room + s] for p <= q. */
struct aftermath_runs {
  size_t terms;
  size_t room;
  double *upper;  /* terms * terms parts */
  double *turned; /* terms parts: the response, turned as the triangle was */
  double *sums;   /* the squares of recursive residuals so far */
  double *rests;  /* what rounding took from `sums` */
  double *work;   /* 8 * (terms + 3) doubles */
};

/* Adds a row to the runs 0 up to but without `count` by Givens rotations: its elements, of the order of
 * 1, and its response. An element of at most 1e-13 after those before it opens no direction. */
void aftermath_extend_runs(const struct aftermath_runs *runs, size_t count, const double *row,
                           double response, enum aftermath_kernel kernel);

/* The least of first[i] + second[i] over i below `count`, and the first place of it; the place is
 * `count` and the sum infinite where none is below infinity. */
double aftermath_least_sum(const double *first, const double *second, size_t count, size_t *place,
                           enum aftermath_kernel kernel);

/* totals[i] = base[i] - (sum - sums[i])^2 inverse[i] for i below `count`, and the least of them: the
 * cost about the mean of the runs from places i to one end, but for what all have in common, inverse
 * being one over their lengths. */
double aftermath_mean_totals(const double *base, const double *sums, const double *inverse,
                             double sum, size_t count, double *totals,
                             enum aftermath_kernel kernel);

#ifdef __cplusplus
}
#endif

#endif
