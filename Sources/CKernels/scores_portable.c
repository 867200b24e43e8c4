/* Sums over scores on any processor. */
#pragma STDC FP_CONTRACT OFF
#include "scores.h"
#define LANES 2
#define TILE 2
#define FUSED 0
#define KERNEL(name) aftermath_scores_portable_##name
#define aftermath_scores_portable_functions aftermath_scores_portable
#include "scores_kernel.h"
