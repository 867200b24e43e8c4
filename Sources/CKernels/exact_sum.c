/* Sums that do not depend on the order of their terms, and how they are read. */
#pragma STDC FP_CONTRACT OFF
#include <math.h>
#include <string.h>

#include "exact_gram.h"

/* The top is kept with an offset, so that all zero is an empty sum and nothing else is. */
enum { DIGIT_BITS = 40, DIGITS = 4, TOP_OFFSET = 1 << 20 };

/* The digit that 2^exponent belongs to: the exponent over 40, rounded down. */
static int64_t digit_of(int64_t exponent) {
  return exponent >= 0 ? exponent / DIGIT_BITS : -((DIGIT_BITS - 1 - exponent) / DIGIT_BITS);
}

/* Moves a sum up so that its first digit is `top`, cutting what falls off at the end. */
static void raise_top(struct aftermath_sum *sum, int64_t top) {
  int64_t moved[DIGITS] = {0, 0, 0, 0};
  for (int64_t k = 0; k < DIGITS; k++) {
    int64_t from = k - (top - sum->top);
    if (from >= 0) moved[k] = sum->digits[from];
  }
  memcpy(sum->digits, moved, sizeof moved);
  sum->top = top;
}

static int is_empty(const struct aftermath_sum *sum) { return sum->top == 0; }

void aftermath_sum_add(struct aftermath_sum *sum, double value, int exponent) {
  if (value == 0) return;
  uint64_t bits;
  memcpy(&bits, &value, sizeof bits);
  int64_t power = (int64_t)(bits >> 52 & 0x7ff);
  uint64_t whole = bits & 0xfffffffffffffULL;
  if (power == 0) {
    /* A number below the normal ones: its leading bit takes the place of theirs. */
    int shift = __builtin_clzll(whole) - 11;
    whole <<= shift;
    power = 1 - shift;
  } else {
    whole |= 1ULL << 52;
  }
  int64_t lowest = power - 1075 + exponent;
  int64_t digit = digit_of(lowest);
  int shift = (int)(lowest - digit * DIGIT_BITS);
  digit += TOP_OFFSET;
  int64_t top = digit_of(lowest + 52) + TOP_OFFSET;
  unsigned __int128 spread = (unsigned __int128)whole << shift;
  const int64_t mask = ((int64_t)1 << DIGIT_BITS) - 1;
  const int64_t parts[3] = {(int64_t)spread & mask, (int64_t)(spread >> DIGIT_BITS) & mask,
                            (int64_t)(spread >> (2 * DIGIT_BITS))};
  if (is_empty(sum)) {
    sum->top = top;
  } else if (top > sum->top) {
    raise_top(sum, top);
  }
  int negative = (int)(bits >> 63);
  for (int k = 0; k < 3; k++) {
    int64_t place = sum->top - (digit + k);
    if (place >= 0 && place < DIGITS) sum->digits[place] += negative ? -parts[k] : parts[k];
  }
}

void aftermath_merge_sums(struct aftermath_sum *sums, const struct aftermath_sum *others,
                          size_t count) {
  for (size_t i = 0; i < count; i++) {
    struct aftermath_sum other = others[i];
    if (is_empty(&other)) continue;
    if (is_empty(&sums[i])) {
      sums[i] = other;
      continue;
    }
    if (other.top > sums[i].top) raise_top(&sums[i], other.top);
    if (other.top < sums[i].top) raise_top(&other, sums[i].top);
    for (int k = 0; k < DIGITS; k++) sums[i].digits[k] += other.digits[k];
  }
}

/* The exponent e with the square of 2^e just above a number of digits with the given top unit. */
static int half_exponent(double value, int64_t unit) {
  int power;
  frexp(value, &power);
  int64_t total = power + unit;
  return (int)(total >= 0 ? (total + 1) / 2 : -(-total / 2));
}

/* A sum as a double-double times 2^unit, the unit being that of its third digit. */
static void read_sum(const struct aftermath_sum *sum, double *high, double *low, int64_t *unit) {
  const __int128 digit = (__int128)1 << DIGIT_BITS;
  __int128 upper = (__int128)sum->digits[0] * digit + sum->digits[1];
  __int128 lower = (__int128)sum->digits[2] * digit + sum->digits[3];
  /* The lower half is left with no more than its two digits. */
  __int128 carry = lower >> (2 * DIGIT_BITS);
  upper += carry;
  lower -= carry * digit * digit;
  double upper_high = (double)upper;
  double upper_low = (double)(upper - (__int128)upper_high);
  double lower_high = (double)lower;
  double lower_low = (double)(lower - (__int128)lower_high);
  const double step = 0x1p-80;
  lower_high *= step;
  lower_low *= step;
  /* Two sums of ordered double-doubles, each renormalised. */
  double total = upper_high + lower_high, part = total - upper_high;
  double rest = (upper_high - (total - part)) + (lower_high - part);
  double second = upper_low + lower_low, piece = second - upper_low;
  double third = (upper_low - (second - piece)) + (lower_low - piece);
  rest += second;
  double first = total + rest;
  rest = rest - (first - total);
  rest += third;
  *high = first + rest;
  *low = rest - (*high - first);
  *unit = (sum->top - TOP_OFFSET - 1) * DIGIT_BITS;
}

void aftermath_read_sums(const struct aftermath_sum *sums, size_t columns, size_t stride,
                         double *high, double *low, int *exponents) {
  for (size_t j = 0; j < columns; j++) {
    double value, rest;
    int64_t unit;
    read_sum(&sums[j * (j + 1) / 2 + j], &value, &rest, &unit);
    exponents[j] = value > 0 ? half_exponent(value, unit) : 0;
  }
  for (size_t j = 0; j < columns; j++) {
    for (size_t i = 0; i <= j; i++) {
      double value, rest;
      int64_t unit;
      read_sum(&sums[j * (j + 1) / 2 + i], &value, &rest, &unit);
      int64_t shift = unit - exponents[i] - exponents[j];
      /* What is below 2^-300 of the columns' lengths has no bearing on any digit. */
      int gone = value == 0 || ilogb(value) + shift < -300;
      high[i * stride + j] = gone ? 0 : ldexp(value, (int)shift);
      low[i * stride + j] = gone ? 0 : ldexp(rest, (int)shift);
    }
  }
}
