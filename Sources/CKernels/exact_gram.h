/* What the files of the exact Gram matrix share; see include/ExactGram.h for what they do. */
#ifndef AFTERMATH_EXACT_GRAM_PRIVATE_H
#define AFTERMATH_EXACT_GRAM_PRIVATE_H

#include "ExactGram.h"

/* The lanes a sum is kept in: rows 8 apart add up in one lane, whatever the width of a vector. */
#define GRAM_LANES 8

/* The functions of one kernel. */
struct gram_kernel {
  int (*add_products)(const struct aftermath_table *, size_t, size_t, struct aftermath_sum *,
                      size_t *, size_t *);
  int (*mapped_rows)(const struct aftermath_table *, size_t, size_t, size_t, double *, double *,
                     size_t);
  void (*cholesky)(double *, double *, size_t, size_t, size_t, double, unsigned char *);
  void (*invert)(const double *, const double *, size_t, size_t, double *, double *);
  void (*multiply)(const double *, const double *, const double *, size_t, size_t, double *,
                   double *);
  void (*complements)(const double *, const double *, size_t, size_t, size_t, double *);
};

extern const struct gram_kernel aftermath_gram_library;
extern const struct gram_kernel aftermath_gram_portable;
#if defined(__x86_64__)
extern const struct gram_kernel aftermath_gram_avx2;
extern const struct gram_kernel aftermath_gram_avx512;
#endif

/* Adds value * 2^exponent to a sum. The value is finite. */
void aftermath_sum_add(struct aftermath_sum *sum, double value, int exponent);

/* The rows of a block: fewer where the columns are many, so that a block stays near the core. */
static inline size_t gram_block_rows(size_t columns) { return columns <= 64 ? 512 : 256; }

#endif
