#ifndef AFTERMATH_CLAPACK_SHIM_H
#define AFTERMATH_CLAPACK_SHIM_H
/* Complex numbers as plain structs: Swift cannot import C99 `_Complex`. */
#define HAVE_LAPACK_CONFIG_H
#define LAPACK_COMPLEX_STRUCTURE
#include <cblas.h>
#include <lapacke.h>
#endif
