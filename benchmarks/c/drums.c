/* Drums are filled: sim/kernels/drums.py, loop by loop. */
#include "arguments.h"
#include "draws.h"
#include "elementary.h"

enum { BLOCK = 1024 };
#define TICKETS_PER_APPEAL 0.5

typedef struct fill_drums call;

/* Let a ticket hold its number, unless a smaller lot does. */
static inline void hand_in(uint64_t *restrict table, uint64_t first, uint64_t size, uint32_t number, uint32_t lot,
                           int32_t row) {
    uint64_t *restrict place = table + first + (((uint64_t)number * size) >> 32);
    uint64_t ticket = ((uint64_t)lot << 32) | (uint32_t)row;
    *place = ticket < *place ? ticket : *place;
}

typedef struct {
    int64_t home[BLOCK];
    int32_t row[BLOCK], more[BLOCK];
    uint64_t who[BLOCK], names[BLOCK], first[BLOCK], size[BLOCK];
    double tickets[BLOCK];
    uint32_t a[BLOCK], b[BLOCK], c[BLOCK], d[BLOCK];
} scratch;

/* Hand in the further tickets of firms that have several: two to each call, and only who has more goes on. */
static void hand_in_more(const call *a, int64_t listed, scratch *restrict s) {
    uint64_t *restrict table = a->drums_by_appeal;
    for (uint64_t turn = 1; listed > 0; turn++) {
        int64_t left = 0;
        for (int64_t n = 0; n < listed; n++) {
            int32_t t = s->more[n];
            s->more[left] = t;
            left += s->tickets[t] >= 2.0 * (double)turn;
        }
        listed = left;
        for (int64_t n = 0; n < listed; n++) s->names[n] = s->who[s->more[n]];
        for (int64_t n = 0; n < listed; n++) {
            words w = philox(a->key, s->names[n], turn);
            s->a[n] = w.a, s->b[n] = w.b, s->c[n] = w.c, s->d[n] = w.d;
        }
        for (int64_t n = 0; n < listed; n++) {
            int32_t t = s->more[n];
            hand_in(table, s->first[t], s->size[t], s->a[n], s->b[n], s->row[t]);
            if (s->tickets[t] >= 2.0 * (double)turn + 1.0)
                hand_in(table, s->first[t], s->size[t], s->c[n], s->d[n], s->row[t]);
        }
    }
}

/* The first cell whose first firm is not before a sorted firm. */
static int64_t cell_from(const call *a, int64_t cell, int64_t cells, int64_t firm) {
    while (cell < cells && a->heads[cell * a->industries] < firm) cell++;
    return cell;
}

void run_fill_drums(const call *a) {
    static scratch room;
    scratch *restrict s = &room;
    const int64_t *restrict heads = a->heads, *restrict appeal_start = a->drums_appeal_start;
    const int64_t *restrict each_start = a->drums_each_start;
    int64_t industries = a->industries, cells = (a->heads_0 - 1) / industries;
    int64_t first = cell_from(a, 0, cells, a->start), last = cell_from(a, first, cells, a->stop);
    int64_t bucket = first * industries, stop = heads[last * industries];
    for (int64_t begin = heads[first * industries]; begin < stop; begin += BLOCK) {
        int64_t size = stop - begin < BLOCK ? stop - begin : BLOCK, listed = 0;
        for (int64_t t = 0; t < size; t++) {
            while (heads[bucket + 1] <= begin + t) bucket++;
            int64_t i = a->members[begin + t];
            s->home[t] = bucket, s->row[t] = (int32_t)i, s->who[t] = a->identity[i], s->tickets[t] = a->appeal[i];
        }
        for (int64_t t = 0; t < size; t++) {
            words w = philox(a->key, s->who[t], 0);
            s->a[t] = w.a, s->b[t] = w.b, s->c[t] = w.c, s->d[t] = w.d;
        }
        for (int64_t t = 0; t < size; t++)
            s->tickets[t] = TICKETS_PER_APPEAL * exponential(s->tickets[t]) + word_fraction(s->a[t]);
        for (int64_t t = 0; t < size; t++) {
            int64_t cell = s->home[t] / industries;
            hand_in(a->drums_one_each, (uint64_t)each_start[cell], (uint64_t)(each_start[cell + 1] - each_start[cell]),
                    s->d[t], s->c[t], s->row[t]);
        }
        for (int64_t t = 0; t < size; t++) {
            s->more[listed] = (int32_t)t;
            listed += s->tickets[t] >= 1.0;
        }
        for (int64_t n = 0; n < listed; n++) {
            int32_t t = s->more[n];
            s->first[t] = (uint64_t)appeal_start[s->home[t]];
            s->size[t] = (uint64_t)appeal_start[s->home[t] + 1] - s->first[t];
            hand_in(a->drums_by_appeal, s->first[t], s->size[t], s->b[t], s->c[t], s->row[t]);
        }
        hand_in_more(a, listed, s);
    }
}
