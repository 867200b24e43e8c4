/* Sums of a table's entries at random places: replicates of a block bootstrap, sixteen at a time. */
#include "BlockSums.h"

#include <string.h>

#define LANES 16

/* One version for each width of vectors; all do the same operations in the same order. */
#if defined(__x86_64__) && defined(__linux__) && defined(__clang__)
#define WIDTHS __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define WIDTHS
#endif

/* The rounds of Philox 4x32-10 on one block of each of the streams from `first` on. */
static inline __attribute__((always_inline)) void philox(uint64_t seed, uint64_t first,
                                                         uint64_t block,
                                                         uint32_t words[4][LANES]) {
  uint32_t a[LANES], b[LANES], c[LANES], d[LANES];
  for (int lane = 0; lane < LANES; lane++) {
    uint64_t stream = first + (uint64_t)lane;
    a[lane] = (uint32_t)block;
    b[lane] = (uint32_t)(block >> 32);
    c[lane] = (uint32_t)stream;
    d[lane] = (uint32_t)(stream >> 32);
  }
  uint32_t low = (uint32_t)seed;
  uint32_t high = (uint32_t)(seed >> 32);
  for (int round = 0; round < 10; round++) {
    for (int lane = 0; lane < LANES; lane++) {
      uint64_t left = (uint64_t)a[lane] * 0xD2511F53u;
      uint64_t right = (uint64_t)c[lane] * 0xCD9E8D57u;
      a[lane] = (uint32_t)(right >> 32) ^ b[lane] ^ low;
      b[lane] = (uint32_t)right;
      c[lane] = (uint32_t)(left >> 32) ^ d[lane] ^ high;
      d[lane] = (uint32_t)left;
    }
    low += 0x9E3779B9u;
    high += 0xBB67AE85u;
  }
  memcpy(words[0], a, sizeof a);
  memcpy(words[1], b, sizeof b);
  memcpy(words[2], c, sizeof c);
  memcpy(words[3], d, sizeof d);
}

WIDTHS
size_t aftermath_block_sums(const double *table, size_t blocks, uint32_t starts, uint64_t seed,
                            uint64_t first, size_t count, double *sums, uint8_t *refused) {
  uint32_t threshold = (uint32_t)(0u - starts) % starts;
  size_t done = 0;
  for (; done + LANES <= count; done += LANES) {
    double sum[LANES] = {0};
    uint32_t bad[LANES] = {0};
    uint32_t words[4][LANES];
    for (size_t block = 0; block < blocks; block++) {
      if (block % 4 == 0) philox(seed, first + done, block / 4, words);
      const uint32_t *word = words[block % 4];
      const double *row = table + block * starts;
      for (int lane = 0; lane < LANES; lane++) {
        uint64_t product = (uint64_t)word[lane] * starts;
        bad[lane] |= (uint32_t)product < threshold;
        sum[lane] += row[product >> 32];
      }
    }
    for (int lane = 0; lane < LANES; lane++) {
      sums[done + lane] = sum[lane];
      refused[done + lane] = (uint8_t)bad[lane];
    }
  }
  return done;
}
