/* Sums over scores with eight lanes in a vector. */
#pragma STDC FP_CONTRACT OFF
#if defined(__x86_64__)
#include "scores.h"
#define LANES 8
#define TILE 4
#define FUSED 1
#define KERNEL(name) aftermath_scores_avx512_##name
#define aftermath_scores_avx512_functions aftermath_scores_avx512
#pragma clang attribute push( \
    __attribute__((target("avx2,fma,avx512f,avx512dq,avx512vl"))), apply_to = function)
#include "scores_kernel.h"
#pragma clang attribute pop
#endif
