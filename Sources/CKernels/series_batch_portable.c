/* Batches of series on any processor. */
#pragma STDC FP_CONTRACT OFF
#include "series_batch.h"
#define LANES 2
#define FUSED 0
#define KERNEL(name) aftermath_series_batch_portable_##name
#define FUNCTIONS aftermath_series_batch_portable
#include "series_batch_kernel.h"
