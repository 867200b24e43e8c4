/* The code of the kernels of segments, once for each width of vectors. No product and sum is fused:
 * what is the same to the bit in one lane is so in all. */

typedef double KERNEL(vector) __attribute__((vector_size(8 * LANES)));
typedef long long KERNEL(mask) __attribute__((vector_size(8 * LANES)));
#define vector KERNEL(vector)
#define mask KERNEL(mask)

static inline vector KERNEL(load)(const double *from) {
  vector value;
  __builtin_memcpy(&value, from, sizeof value);
  return value;
}

static inline void KERNEL(store)(double *to, vector value) {
  __builtin_memcpy(to, &value, sizeof value);
}

static inline vector KERNEL(chosen)(mask condition, vector yes, vector no) {
  return (vector)((condition & (mask)yes) | (~condition & (mask)no));
}

static void KERNEL(extend_runs)(const struct aftermath_runs *runs, size_t count, const double *row,
                                double response) {
  const size_t terms = runs->terms;
  const size_t room = runs->room;
  double *rest = runs->work;
  const vector zero = {0};
  const vector one = zero + 1.0;
  for (size_t start = 0; start < count; start += LANES) {
    /* Lanes beyond the count have runs not yet begun: they are reset below. */
    for (size_t column = 0; column < terms; column++) {
      KERNEL(store)(rest + column * LANES, zero + row[column]);
    }
    vector left = zero + response;
    for (size_t pivot = 0; pivot < terms; pivot++) {
      double *line = runs->upper + (pivot * terms + pivot) * room + start;
      const vector below = KERNEL(load)(rest + pivot * LANES);
      const vector above = KERNEL(load)(line);
      /* What is left of a dependent row is rounding, and no direction. Where the triangle has none
       * yet the sine is 1 or -1: the row becomes its line, and nothing is left of the response. */
      const mask turns = (below > 1e-13) | (below < -1e-13);
      const vector length = __builtin_elementwise_sqrt(above * above + below * below);
      const vector divisor = KERNEL(chosen)(turns, length, one);
      const vector cosine = KERNEL(chosen)(turns, above / divisor, one);
      const vector sine = KERNEL(chosen)(turns, below / divisor, zero);
      for (size_t column = pivot; column < terms; column++, line += room) {
        const vector old = KERNEL(load)(line);
        const vector now = KERNEL(load)(rest + column * LANES);
        KERNEL(store)(line, cosine * old + sine * now);
        KERNEL(store)(rest + column * LANES, cosine * now - sine * old);
      }
      double *turned = runs->turned + pivot * room + start;
      const vector old = KERNEL(load)(turned);
      KERNEL(store)(turned, cosine * old + sine * left);
      left = cosine * left - sine * old;
    }
    const vector square = left * left;
    const vector sum = KERNEL(load)(runs->sums + start);
    const vector total = sum + square;
    const vector part = total - sum;
    const vector lost = (sum - (total - part)) + (square - part);
    KERNEL(store)(runs->sums + start, total);
    KERNEL(store)(runs->rests + start, KERNEL(load)(runs->rests + start) + lost);
  }
  /* The runs of the last vector that begin after this row. */
  for (size_t start = count; start % LANES != 0; start++) {
    for (size_t part = 0; part < terms * terms; part++) runs->upper[part * room + start] = 0;
    for (size_t part = 0; part < terms; part++) runs->turned[part * room + start] = 0;
    runs->sums[start] = 0;
    runs->rests[start] = 0;
  }
}

static double KERNEL(least_sum)(const double *first, const double *second, size_t count,
                                size_t *place) {
  const double none = __builtin_inf();
  double least = none;
  size_t index = 0;
  if (count >= 2 * LANES) {
    vector lowest = KERNEL(load)(first) + KERNEL(load)(second);
    for (index = LANES; index + LANES <= count; index += LANES) {
      const vector value = KERNEL(load)(first + index) + KERNEL(load)(second + index);
      lowest = KERNEL(chosen)(value < lowest, value, lowest);
    }
    for (size_t lane = 0; lane < LANES; lane++) {
      if (lowest[lane] < least) least = lowest[lane];
    }
  }
  for (; index < count; index++) {
    const double value = first[index] + second[index];
    if (value < least) least = value;
  }
  *place = count;
  if (least < none) {
    for (index = 0; index < count; index++) {
      if (first[index] + second[index] == least) {
        *place = index;
        break;
      }
    }
  }
  return least;
}

static double KERNEL(mean_totals)(const double *base, const double *sums, const double *inverse,
                                  double sum, size_t count, double *totals) {
  double least = __builtin_inf();
  size_t index = 0;
  if (count >= LANES) {
    const vector zero = {0};
    const vector end = zero + sum;
    vector lowest = zero + least;
    for (; index + LANES <= count; index += LANES) {
      const vector apart = end - KERNEL(load)(sums + index);
      const vector value =
          KERNEL(load)(base + index) - apart * apart * KERNEL(load)(inverse + index);
      KERNEL(store)(totals + index, value);
      lowest = KERNEL(chosen)(value < lowest, value, lowest);
    }
    for (size_t lane = 0; lane < LANES; lane++) {
      if (lowest[lane] < least) least = lowest[lane];
    }
  }
  for (; index < count; index++) {
    const double apart = sum - sums[index];
    const double value = base[index] - apart * apart * inverse[index];
    totals[index] = value;
    if (value < least) least = value;
  }
  return least;
}

const struct segments_kernel aftermath_segments_functions = {
    .extend_runs = KERNEL(extend_runs),
    .least_sum = KERNEL(least_sum),
    .mean_totals = KERNEL(mean_totals),
};

#undef vector
#undef mask
