/* Which kernel does the work of the runs that end at one row. */
#include "segments.h"

static const struct segments_kernel *functions(enum aftermath_kernel kernel) {
  switch (kernel) {
#if defined(__x86_64__)
    case AFTERMATH_KERNEL_AVX512: return &aftermath_segments_avx512;
    case AFTERMATH_KERNEL_AVX2: return &aftermath_segments_avx2;
#endif
    default: return &aftermath_segments_portable;
  }
}

void aftermath_extend_runs(const struct aftermath_runs *runs, size_t count, const double *row,
                           double response, enum aftermath_kernel kernel) {
  functions(kernel)->extend_runs(runs, count, row, response);
}

double aftermath_least_sum(const double *first, const double *second, size_t count, size_t *place,
                           enum aftermath_kernel kernel) {
  return functions(kernel)->least_sum(first, second, count, place);
}

double aftermath_mean_totals(const double *base, const double *sums, const double *inverse,
                             double sum, size_t count, double *totals,
                             enum aftermath_kernel kernel) {
  return functions(kernel)->mean_totals(base, sums, inverse, sum, count, totals);
}
