/* Sums over scores with four lanes in a vector. */
#pragma STDC FP_CONTRACT OFF
#if defined(__x86_64__)
#include "scores.h"
#define LANES 4
#define TILE 3
#define FUSED 1
#define KERNEL(name) aftermath_scores_avx2_##name
#define aftermath_scores_avx2_functions aftermath_scores_avx2
#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#include "scores_kernel.h"
#pragma clang attribute pop
#endif
