/* What the kernels of segments have in common. */
#ifndef AFTERMATH_SEGMENTS_KERNELS_H
#define AFTERMATH_SEGMENTS_KERNELS_H

#include "Segments.h"

struct segments_kernel {
  void (*extend_runs)(const struct aftermath_runs *, size_t, const double *, double);
  double (*least_sum)(const double *, const double *, size_t, size_t *);
  double (*mean_totals)(const double *, const double *, const double *, double, size_t, double *);
};

extern const struct segments_kernel aftermath_segments_portable;
#if defined(__x86_64__)
extern const struct segments_kernel aftermath_segments_avx2;
extern const struct segments_kernel aftermath_segments_avx512;
#endif

#endif
