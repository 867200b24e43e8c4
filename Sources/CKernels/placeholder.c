#include "CKernels.h"
int aftermath_placeholder(void) { return 0; }
