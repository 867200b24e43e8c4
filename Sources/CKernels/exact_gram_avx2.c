/* The exact Gram matrix with four lanes in a vector. */
#pragma STDC FP_CONTRACT OFF
#if defined(__x86_64__)
#include "exact_gram.h"
#define LANES 4
#define TILE 2
#define FUSED 1
#define KERNEL(name) aftermath_gram_avx2_##name
#define aftermath_gram_avx2_functions aftermath_gram_avx2
#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#include "exact_gram_kernel.h"
#pragma clang attribute pop
#endif
