/* What the kernels of batches have in common. */
#ifndef AFTERMATH_SERIES_BATCH_KERNELS_H
#define AFTERMATH_SERIES_BATCH_KERNELS_H

#include "SeriesBatch.h"

struct series_batch_kernel {
  void (*lines)(const struct aftermath_batch_times *, const double *, ptrdiff_t, double *,
                struct aftermath_batch_lines_result *);
  void (*pairs)(const struct aftermath_batch_times *, const double *, double *, int64_t *);
  void (*sort)(double *, size_t);
  void (*ties)(const double *, size_t, int64_t *, int64_t *);
  void (*ranks)(const double *, size_t, int64_t *);
};

extern const struct series_batch_kernel aftermath_series_batch_portable;
#if defined(__x86_64__)
extern const struct series_batch_kernel aftermath_series_batch_avx2;
extern const struct series_batch_kernel aftermath_series_batch_avx512;
#endif

#endif
