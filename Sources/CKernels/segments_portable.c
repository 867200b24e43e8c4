/* Runs that end at one row, on any processor. */
#pragma STDC FP_CONTRACT OFF
#include "segments.h"
#define LANES 2
#define KERNEL(name) aftermath_segments_portable_##name
#define aftermath_segments_functions aftermath_segments_portable
#include "segments_kernel.h"
