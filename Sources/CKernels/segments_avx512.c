/* Runs that end at one row, with eight lanes in a vector. */
#pragma STDC FP_CONTRACT OFF
#if defined(__x86_64__)
#include "segments.h"
#define LANES 8
#define KERNEL(name) aftermath_segments_avx512_##name
#define aftermath_segments_functions aftermath_segments_avx512
#pragma clang attribute push( \
    __attribute__((target("avx2,fma,avx512f,avx512dq,avx512vl"))), apply_to = function)
#include "segments_kernel.h"
#pragma clang attribute pop
#endif
