#define _GNU_SOURCE
#include "CKernels.h"

#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>

typedef char *(*text_function)(void);
typedef void (*action)(void);
typedef void (*count_setter)(int);
typedef int (*count_getter)(void);

static const char variable[] = "OPENBLAS_CORETYPE";

/* Two copies: the library writes its answer into a buffer of its own, again at each question. */
static char found_name[64];
static char chosen_name[64];

static const char *kept(char *copy, size_t size, text_function question) {
  const char *answer = question ? question() : NULL;
  strncpy(copy, answer ? answer : "unknown", size - 1);
  copy[size - 1] = '\0';
  return copy;
}

const char *aftermath_faster_kernels(const char *kernels) {
#if defined(__x86_64__)
  /* Kernels without AVX2 and fused multiply-add, oldest first, as OpenBLAS names them. */
  static const char *const slow[] = {
      "Prescott", "Core2",     "Penryn",     "Dunnington", "Atom",     "Nehalem",     "Sandybridge",
      "Opteron",  "Opteron_SSE3", "Barcelona", "Bobcat",    "Bulldozer", "Piledriver", "Nano"};
  int known = 0;
  for (size_t i = 0; i < sizeof slow / sizeof *slow; i++) known |= !strcmp(kernels, slow[i]);
  if (!known) return NULL;
  __builtin_cpu_init();
  if (!__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("fma")) return NULL;
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
      __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl"))
    return "SkylakeX";
  return "Haswell";
#else
  (void)kernels;
  return NULL;
#endif
}

void aftermath_stop_idle_threads(void) {
  count_getter stop = (count_getter)dlsym(RTLD_DEFAULT, "blas_thread_shutdown_");
  if (stop) stop();
}

struct aftermath_blas aftermath_choose_kernels(void) {
  text_function config = (text_function)dlsym(RTLD_DEFAULT, "openblas_get_config");
  text_function core = (text_function)dlsym(RTLD_DEFAULT, "openblas_get_corename");
  action quit = (action)dlsym(RTLD_DEFAULT, "gotoblas_dynamic_quit");
  action init = (action)dlsym(RTLD_DEFAULT, "gotoblas_dynamic_init");
  count_setter set_threads = (count_setter)dlsym(RTLD_DEFAULT, "openblas_set_num_threads");
  count_getter threads = (count_getter)dlsym(RTLD_DEFAULT, "openblas_get_num_threads");

  struct aftermath_blas blas;
  blas.library = config ? config() : "unknown";
  blas.found = kept(found_name, sizeof found_name, core);
  if (core && quit && init && !getenv(variable)) {
    const char *faster = aftermath_faster_kernels(blas.found);
    if (faster && !setenv(variable, faster, 1)) {
      quit();
      init();
      unsetenv(variable);
    }
  }
  blas.chosen = kept(chosen_name, sizeof chosen_name, core);
  if (set_threads) set_threads(1);
  blas.threads = threads ? threads() : 0;
  /* Being told the number starts them. */
  aftermath_stop_idle_threads();
  return blas;
}
