/* Philox4x32-10 and numbers in (0, 1): sim/kernels/draws.py. */
#ifndef DRAWS_H
#define DRAWS_H

#include <stdint.h>
#include <string.h>

typedef struct {
    uint32_t a, b, c, d;
} words;

static inline __attribute__((always_inline)) words philox(uint64_t key, uint64_t who, uint64_t other) {
    uint32_t low = (uint32_t)key, high = (uint32_t)(key >> 32);
    uint32_t a = (uint32_t)who, b = (uint32_t)(who >> 32), c = (uint32_t)other, d = (uint32_t)(other >> 32);
#pragma GCC unroll 10
    for (int round = 0; round < 10; round++) {
        uint64_t x = (uint64_t)a * 0xD2511F53u, y = (uint64_t)c * 0xCD9E8D57u;
        uint32_t next_a = (uint32_t)(y >> 32) ^ b ^ low, next_c = (uint32_t)(x >> 32) ^ d ^ high;
        b = (uint32_t)y;
        d = (uint32_t)x;
        a = next_a;
        c = next_c;
        low += 0x9E3779B9u;
        high += 0xBB67AE85u;
    }
    return (words){a, b, c, d};
}

/* As philox, called rather than written in: for events, which are few. */
static __attribute__((noinline)) words four_words(uint64_t key, uint64_t who, uint64_t other) {
    return philox(key, who, other);
}

static inline __attribute__((always_inline)) double fraction(uint32_t high, uint32_t low) {
    uint64_t bits = ((uint64_t)high << 20) | ((uint64_t)low >> 12) | 0x3FF0000000000000u;
    double number;
    memcpy(&number, &bits, sizeof number);
    return number - (1.0 - 0x1p-53);
}

static inline __attribute__((always_inline)) double word_fraction(uint32_t word) {
    return ((double)word + 0.5) * 0x1p-32;
}

static inline __attribute__((always_inline)) double uniform(uint64_t key, uint64_t who, uint64_t other) {
    words drawn = philox(key, who, other);
    return fraction(drawn.a, drawn.b);
}

static __attribute__((noinline)) double one_uniform(uint64_t key, uint64_t who, uint64_t other) {
    return uniform(key, who, other);
}

#endif
