/* Which kernel does the work of batches of series. */
#include "series_batch.h"

static const struct series_batch_kernel *functions(enum aftermath_kernel kernel) {
  switch (kernel) {
#if defined(__x86_64__)
    case AFTERMATH_KERNEL_AVX512: return &aftermath_series_batch_avx512;
    case AFTERMATH_KERNEL_AVX2: return &aftermath_series_batch_avx2;
#endif
    default: return &aftermath_series_batch_portable;
  }
}

void aftermath_batch_lines(const struct aftermath_batch_times *times, const double *values,
                           ptrdiff_t lags, double *scratch, enum aftermath_kernel kernel,
                           struct aftermath_batch_lines_result *lines) {
  functions(kernel)->lines(times, values, lags, scratch, lines);
}

void aftermath_batch_pairs(const struct aftermath_batch_times *times, const double *values,
                           enum aftermath_kernel kernel, double *slopes, int64_t *scores) {
  functions(kernel)->pairs(times, values, slopes, scores);
}

void aftermath_batch_sort(double *elements, size_t count, enum aftermath_kernel kernel) {
  functions(kernel)->sort(elements, count);
}

void aftermath_batch_ties(const double *sorted, size_t count, enum aftermath_kernel kernel,
                          int64_t *pairs, int64_t *terms) {
  functions(kernel)->ties(sorted, count, pairs, terms);
}

void aftermath_batch_ranks(const double *values, size_t count, enum aftermath_kernel kernel,
                           int64_t *ranks) {
  functions(kernel)->ranks(values, count, ranks);
}
