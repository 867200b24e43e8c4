#ifndef AFTERMATH_CKERNELS_H
#define AFTERMATH_CKERNELS_H

#include "BlockSums.h"
#include "ExactGram.h"
#include "Scores.h"
#include "Segments.h"
#include "SeriesBatch.h"

#ifdef __cplusplus
extern "C" {
#endif

/*
 * The BLAS behind LAPACK, when it is OpenBLAS. Everything is looked up at run time, so that another
 * BLAS links and runs as well; what cannot be known is then "unknown", and nothing is changed.
 */

/* What was found when the kernels were chosen. The strings live as long as the process. */
struct aftermath_blas {
  const char *library; /* OpenBLAS's own account of its build, or "unknown" */
  const char *found;   /* the kernels the library chose for itself */
  const char *chosen;  /* the kernels in use now */
  int threads;         /* threads in use now; 0 when unknown */
};

/*
 * The name of kernels this processor can run that are faster than those named, or NULL when there
 * are none: an OpenBLAS older than the processor falls back to kernels of 2004.
 */
const char *aftermath_faster_kernels(const char *kernels);

/*
 * Sets one thread and, where OPENBLAS_CORETYPE is not set, the fastest kernels this processor can
 * run. To be called once, before any other call into the library. The variable is set for the
 * moment OpenBLAS reads it, and removed.
 */
struct aftermath_blas aftermath_choose_kernels(void);

/*
 * Ends the threads OpenBLAS starts when it is loaded. They wait by spinning, and take up to half
 * the time of a short run on a machine of two processors. It starts them again if it is told to
 * use several.
 */
void aftermath_stop_idle_threads(void);

#ifdef __cplusplus
}
#endif

#endif
