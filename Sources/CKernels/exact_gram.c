/* Which kernel does the work of the exact Gram matrix. */
#pragma STDC FP_CONTRACT OFF
#include "exact_gram.h"

#include <math.h>

int aftermath_kernel_runs(enum aftermath_kernel kernel) {
  switch (kernel) {
    case AFTERMATH_KERNEL_LIBRARY:
    case AFTERMATH_KERNEL_PORTABLE:
      return 1;
#if defined(__x86_64__)
    case AFTERMATH_KERNEL_AVX2:
      __builtin_cpu_init();
      return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
    case AFTERMATH_KERNEL_AVX512:
      return aftermath_kernel_runs(AFTERMATH_KERNEL_AVX2) && __builtin_cpu_supports("avx512f") &&
             __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl");
#endif
    default:
      return 0;
  }
}

enum aftermath_kernel aftermath_best_kernel(void) {
  for (int kernel = AFTERMATH_KERNEL_AVX512; kernel > AFTERMATH_KERNEL_PORTABLE; kernel--) {
    if (aftermath_kernel_runs((enum aftermath_kernel)kernel)) return (enum aftermath_kernel)kernel;
  }
  return AFTERMATH_KERNEL_PORTABLE;
}

static const struct gram_kernel *functions(enum aftermath_kernel kernel) {
  switch (kernel) {
#if defined(__x86_64__)
    case AFTERMATH_KERNEL_AVX512: return &aftermath_gram_avx512;
    case AFTERMATH_KERNEL_AVX2: return &aftermath_gram_avx2;
#endif
    case AFTERMATH_KERNEL_LIBRARY: return &aftermath_gram_library;
    default: return &aftermath_gram_portable;
  }
}

/* Whether the rest of a product of two of these numbers could fall below the smallest double, where
 * a fused multiply-add cannot be built from the other operations. */
static int holds_tiny(const double *x, size_t count, size_t step) {
  for (size_t i = 0; i < count; i++) {
    double size = fabs(x[i * step]);
    if (size > 0 && size < 0x1p-400) return 1;
  }
  return 0;
}

static enum aftermath_kernel fitting(const struct aftermath_table *table, size_t first, size_t last,
                                     enum aftermath_kernel kernel) {
  if (kernel != AFTERMATH_KERNEL_PORTABLE) return kernel;
  size_t rows = last - first;
  for (size_t j = 0; j < table->columns; j++) {
    int tiny = table->high ? holds_tiny(table->high[j] + first, rows, 1)
                           : holds_tiny(table->by_row + first * table->row_stride + j, rows,
                                        table->row_stride);
    if (table->low && table->low[j]) tiny |= holds_tiny(table->low[j] + first, rows, 1);
    if (tiny) return AFTERMATH_KERNEL_LIBRARY;
  }
  if (table->weights && holds_tiny(table->weights + first, rows, 1)) {
    return AFTERMATH_KERNEL_LIBRARY;
  }
  return kernel;
}

int aftermath_add_products(const struct aftermath_table *table, size_t first, size_t last,
                           enum aftermath_kernel kernel, struct aftermath_sum *sums,
                           size_t *bad_row, size_t *bad_column) {
  kernel = fitting(table, first, last, kernel);
  return functions(kernel)->add_products(table, first, last, sums, bad_row, bad_column);
}

int aftermath_mapped_rows(const struct aftermath_table *table, size_t first, size_t last,
                          enum aftermath_kernel kernel, size_t only, double *out_high,
                          double *out_low, size_t stride) {
  kernel = fitting(table, first, last, kernel);
  return functions(kernel)->mapped_rows(table, first, last, only, out_high, out_low, stride);
}

void aftermath_cholesky(double *high, double *low, size_t order, size_t size, size_t stride,
                        double floor, unsigned char *weak, enum aftermath_kernel kernel) {
  functions(kernel)->cholesky(high, low, order, size, stride, floor, weak);
}

void aftermath_invert_triangle(const double *high, const double *low, size_t order, size_t stride,
                               double *inverse_high, double *inverse_low,
                               enum aftermath_kernel kernel) {
  functions(kernel)->invert(high, low, order, stride, inverse_high, inverse_low);
}

void aftermath_multiply_triangles(const double *a, const double *b_high, const double *b_low,
                                  size_t order, size_t stride, double *c_high, double *c_low,
                                  enum aftermath_kernel kernel) {
  functions(kernel)->multiply(a, b_high, b_low, order, stride, c_high, c_low);
}

void aftermath_complements(const double *high, const double *low, size_t rows, size_t columns,
                           size_t stride, double *complements, enum aftermath_kernel kernel) {
  functions(kernel)->complements(high, low, rows, columns, stride, complements);
}
