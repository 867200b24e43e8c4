/* The exact Gram matrix with the C library's fused multiply-add: right for every number, slow where
 * the library has to build it. */
#pragma STDC FP_CONTRACT OFF
#include "exact_gram.h"
#define LANES 2
#define TILE 1
#define FUSED -1
#define KERNEL(name) aftermath_gram_library_##name
#define aftermath_gram_library_functions aftermath_gram_library
#include "exact_gram_kernel.h"
