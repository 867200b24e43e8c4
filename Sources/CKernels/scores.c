/* Which kernel does the work of the sums over scores. */
#include "scores.h"

static const struct scores_kernel *functions(enum aftermath_kernel kernel) {
  switch (kernel) {
#if defined(__x86_64__)
    case AFTERMATH_KERNEL_AVX512: return &aftermath_scores_avx512;
    case AFTERMATH_KERNEL_AVX2: return &aftermath_scores_avx2;
#endif
    default: return &aftermath_scores_portable;
  }
}

int aftermath_score_products(const struct aftermath_scores *scores, size_t first, size_t last,
                             enum aftermath_kernel kernel, double *products, double *least_rest) {
  return functions(kernel)->score_products(scores, first, last, products, least_rest);
}

int aftermath_count_products(const struct aftermath_counts *counts, size_t first, size_t last,
                             enum aftermath_kernel kernel, struct aftermath_count_sums *sums) {
  return functions(kernel)->count_products(counts, first, last, sums);
}

int aftermath_weighted_products(const double *const *x, const double *weights, size_t columns,
                                size_t first, size_t last, enum aftermath_kernel kernel,
                                double *products) {
  return functions(kernel)->weighted_products(x, weights, columns, first, last, products);
}

void aftermath_elementary(enum aftermath_function function, const double *x, size_t count,
                          enum aftermath_kernel kernel, double *values) {
  functions(kernel)->elementary(function, x, count, values);
}
