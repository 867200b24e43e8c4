/* The exact Gram matrix on any processor. */
#pragma STDC FP_CONTRACT OFF
#include "exact_gram.h"
#define LANES 2
#if defined(__FMA__) || defined(__aarch64__) || defined(__ARM_FEATURE_FMA)
#define TILE 3
#define FUSED 1
#else
#define TILE 1
#define FUSED 0
#endif
#define KERNEL(name) aftermath_gram_portable_##name
#define aftermath_gram_portable_functions aftermath_gram_portable
#include "exact_gram_kernel.h"
