/* Batches of series with four lanes in a vector. */
#pragma STDC FP_CONTRACT OFF
#if defined(__x86_64__)
#include "series_batch.h"
#define LANES 4
#define FUSED 1
#define KERNEL(name) aftermath_series_batch_avx2_##name
#define FUNCTIONS aftermath_series_batch_avx2
#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#include "series_batch_kernel.h"
#pragma clang attribute pop
#endif
