#ifndef AFTERMATH_BLOCK_SUMS_H
#define AFTERMATH_BLOCK_SUMS_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * Replicates of a statistic to which each of `blocks` blocks adds the entry of its row of the table,
 * of `starts` entries, at a place drawn uniformly: replicate r draws from the 32-bit words of Philox
 * stream first + r of the seed, low halves first, one a block, as the high half of word times starts.
 *
 * Writes sums, and in refused whether a word was drawn that must be drawn again for the places to be
 * equally likely: the sum is of no use then. Returns how many replicates of the count were done, a
 * multiple of sixteen. Sums have the same bits on every processor.
 */
size_t aftermath_block_sums(const double *table, size_t blocks, uint32_t starts, uint64_t seed,
                            uint64_t first, size_t count, double *sums, uint8_t *refused);

#ifdef __cplusplus
}
#endif

#endif
