/* What the kernels of scores have in common. */
#ifndef AFTERMATH_SCORES_KERNELS_H
#define AFTERMATH_SCORES_KERNELS_H

#include "Scores.h"

struct scores_kernel {
  int (*score_products)(const struct aftermath_scores *, size_t, size_t, double *, double *);
  int (*count_products)(const struct aftermath_counts *, size_t, size_t,
                        struct aftermath_count_sums *);
  int (*weighted_products)(const double *const *, const double *, size_t, size_t, size_t,
                           double *);
  void (*elementary)(enum aftermath_function, const double *, size_t, double *);
};

extern const struct scores_kernel aftermath_scores_portable;
#if defined(__x86_64__)
extern const struct scores_kernel aftermath_scores_avx2;
extern const struct scores_kernel aftermath_scores_avx512;
#endif

#endif
