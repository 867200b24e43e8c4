/* Runs that end at one row, with four lanes in a vector. */
#pragma STDC FP_CONTRACT OFF
#if defined(__x86_64__)
#include "segments.h"
#define LANES 4
#define KERNEL(name) aftermath_segments_avx2_##name
#define aftermath_segments_functions aftermath_segments_avx2
#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#include "segments_kernel.h"
#pragma clang attribute pop
#endif
