/* Supplier slots look for better suppliers: sim/kernels/searching.py and drums.py, loop by loop. */
#include <stdlib.h>

#include "draws.h"
#include "terrain.h"

enum { BLOCK = 1024, ROUNDS = 4, DRAWS = 2 };

typedef struct search_suppliers call;

#define OF(name) __typeof__(*((call *)0)->name)

/* What is pending of one block: an entry for each slot that looks. */
typedef struct {
    uint32_t *row, *slot, *origin, *wanted, *pending, *draws[4];
    uint64_t *who, *names, *others;
    int32_t *cell, *found, *drawn_cell;
    uint8_t *is_far, *own, *taken;
    double *cost, *luck;
} scratch;

static void *one_of(int64_t count, size_t size) {
    void *room = aligned_alloc(64, ((size_t)count * size + 63) / 64 * 64);
    if (!room) abort();
    return room;
}

static scratch room_for(int64_t most) {
    scratch s;
    uint32_t **narrow[] = {&s.row, &s.slot, &s.origin, &s.wanted, &s.pending, &s.draws[0], &s.draws[1], &s.draws[2],
                           &s.draws[3]};
    for (size_t k = 0; k < sizeof narrow / sizeof *narrow; k++) *narrow[k] = one_of(most, sizeof(uint32_t));
    uint64_t **wide[] = {&s.who, &s.names, &s.others};
    for (size_t k = 0; k < sizeof wide / sizeof *wide; k++) *wide[k] = one_of(most, sizeof(uint64_t));
    int32_t **rows[] = {&s.cell, &s.found, &s.drawn_cell};
    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) *rows[k] = one_of(most, sizeof(int32_t));
    uint8_t **flags[] = {&s.is_far, &s.own, &s.taken};
    for (size_t k = 0; k < sizeof flags / sizeof *flags; k++) *flags[k] = one_of(most, sizeof(uint8_t));
    s.cost = one_of(most, sizeof(double));
    s.luck = one_of(most, sizeof(double));
    return s;
}

static void free_room(scratch *s) {
    void *all[] = {s->row, s->slot, s->origin, s->wanted, s->pending, s->draws[0], s->draws[1], s->draws[2],
                   s->draws[3], s->who, s->names, s->others, s->cell, s->found, s->drawn_cell, s->is_far, s->own,
                   s->taken, s->cost, s->luck};
    for (size_t k = 0; k < sizeof all / sizeof *all; k++) free(all[k]);
}

static int64_t words_below(double chance) {
    chance = chance < 0.0 ? 0.0 : (chance > 1.0 ? 1.0 : chance);
    return (int64_t)ceil(chance * 0x1p32 - 0.5);
}

/* List the slots that look, and whether they look far; returns how many. */
static int64_t who_looks(const call *a, int64_t block, int64_t size, double chance, const scratch *s) {
    const OF(looking) *restrict looking = a->looking + block;
    const OF(identity) *restrict identity = a->identity + block;
    const OF(industry) *restrict industry = a->industry + block;
    const OF(slot_count) *restrict slot_count = a->slot_count;
    uint32_t *restrict row = s->row, *restrict slot = s->slot;
    uint8_t *restrict is_far = s->is_far;
    int64_t most = a->slot_industry_1, looks = words_below(chance), looks_far = words_below(chance * a->search_far_share);
    if (!looks) return 0;
    uint32_t last = (uint32_t)(looks - 1);
    int64_t events = 0;
    uint8_t slots[BLOCK], looks_now[BLOCK];
    for (int64_t t = 0; t < size; t++) slots[t] = looking[t] ? (uint8_t)slot_count[industry[t]] : 0;
    for (int64_t quad = 0; quad < (most + 3) / 4; quad++) {
        uint32_t *restrict a0 = s->draws[0], *restrict a1 = s->draws[1], *restrict a2 = s->draws[2];
        uint32_t *restrict a3 = s->draws[3];
        for (int64_t t = 0; t < size; t++) {
            words w = philox(a->search_looks, identity[t], (uint64_t)quad);
            a0[t] = w.a, a1[t] = w.b, a2[t] = w.c, a3[t] = w.d;
        }
        for (int64_t lane = 0; lane < 4 && quad * 4 + lane < most; lane++) {
            const uint32_t *restrict w = s->draws[lane];
            uint8_t k = (uint8_t)(quad * 4 + lane);
            int64_t before = events;
            for (int64_t t = 0; t < size; t++) looks_now[t] = (w[t] <= last) & (k < slots[t]);
            for (int64_t t = 0; t < size; t++) {
                row[events] = (uint32_t)t;
                events += looks_now[t];
            }
            for (int64_t e = before; e < events; e++) {
                slot[e] = k;
                is_far[e] = (int64_t)w[row[e]] < looks_far;
            }
        }
    }
    return events;
}

/* Draw the cell in which each slot looks, -1 where eight draws found none. */
static void where_they_look(const call *a, const ground *g, int64_t events, const scratch *s) {
    const uint32_t *restrict origin = s->origin, *restrict slot = s->slot, *restrict wanted = s->wanted;
    const uint64_t *restrict who = s->who;
    const uint8_t *restrict is_far = s->is_far, *restrict own = s->own;
    const OF(buckets_counts) *restrict counts = a->buckets_counts;
    const double *restrict typical = a->search_typical, *restrict radii = a->search_radii;
    uint32_t *restrict pending = s->pending, *restrict high = s->draws[0], *restrict low = s->draws[1];
    uint32_t *restrict high_next = s->draws[2], *restrict low_next = s->draws[3];
    uint64_t *restrict names = s->names, *restrict others = s->others;
    int32_t *restrict cell = s->cell, *restrict drawn_cell = s->drawn_cell;
    int64_t left = 0, industries = a->buckets_counts_1, radii_size = a->search_radii_0;
    for (int64_t e = 0; e < events; e++) {
        cell[e] = -1;
        pending[left] = (uint32_t)e;
        left += is_far[e] | (g->at[3 * (uint64_t)origin[e] + ROW] >= 0);
    }
    for (int64_t draw = 0; draw < 2 * ROUNDS; draw++) {
        if (draw % 2 == 0) {
            for (int64_t p = 0; p < left; p++) {
                uint32_t e = pending[p];
                names[p] = who[e];
                others[p] = ((uint64_t)slot[e] << 8) | (uint64_t)(draw >> 1);
            }
            for (int64_t p = 0; p < left; p++) {
                words w = philox(a->search_where, names[p], others[p]);
                high[p] = w.a, low[p] = w.b, high_next[p] = w.c, low_next[p] = w.d;
            }
        }
        for (int64_t p = 0; p < left; p++) {
            double one = ((double)(high[p] >> 8) + 0.5) * 0x1p-24;
            uint32_t two = ((high[p] & 0xFFu) << 12) | (low[p] >> 20);
            double radius = a->search_scale_km * radius_quantile(radii, radii_size, one);
            uint64_t way = ((uint64_t)two * (uint64_t)g->ways) >> 20;
            drawn_cell[p] = displaced(g, origin[pending[p]], radius, way);
        }
        for (int64_t p = 0; p < left; p++) {
            if (is_far[pending[p]]) {
                double one = ((double)(high[p] >> 8) + 0.5) * 0x1p-24;
                uint32_t two = ((high[p] & 0xFFu) << 12) | (low[p] >> 20);
                drawn_cell[p] = far_cell(g, g->at[3 * (uint64_t)origin[pending[p]] + REGION], one,
                                         ((double)two + 0.5) * 0x1p-20);
            }
        }
        int64_t kept = 0;
        for (int64_t p = 0; p < left; p++) {
            uint32_t e = pending[p];
            int32_t there = drawn_cell[p];
            uint32_t place = there > 0 ? (uint32_t)there : 0;
            int64_t firms = counts[place * industries + wanted[e]] - (own[e] & (place == origin[e]));
            double three = ((double)(low[p] & 0xFFFFFu) + 0.5) * 0x1p-20;
            int enough = (three * typical[wanted[e]] <= (double)firms) | (g->at[3 * (uint64_t)place + ROW] < 0);
            int accepted = (there >= 0) & (firms > 0) & enough;
            cell[e] = accepted ? there : -1;
            pending[kept] = e;
            high[kept] = high_next[p];
            low[kept] = low_next[p];
            kept += !accepted;
        }
        left = kept;
    }
}

#define EMPTY 0xFFFFFFFFFFFFFFFFu
#define SLOT_STRIDE 0x9E3779B97F4A7C15u

static inline __attribute__((always_inline)) uint64_t place_of(uint64_t first, uint64_t size, uint32_t word) {
    return first + (((uint64_t)word * size) >> 32);
}

static inline __attribute__((always_inline)) int32_t holder(const uint64_t *restrict table, uint64_t first,
                                                            uint64_t size, uint32_t word, int32_t own) {
    uint64_t ticket = table[place_of(first, size, word)];
    int32_t row = (int32_t)(uint32_t)ticket;
    return (ticket == EMPTY) | (row == own) ? -1 : row;
}

/* Choose by a further call of four numbers, then among all members. */
static __attribute__((noinline)) int32_t chosen(const call *a, int64_t bucket, uint64_t name, int32_t own) {
    const uint64_t *restrict table = a->drums_by_appeal;
    uint64_t first = (uint64_t)a->drums_appeal_start[bucket];
    uint64_t size = (uint64_t)a->drums_appeal_start[bucket + 1] - first;
    for (uint64_t turn = 1; turn < DRAWS; turn++) {
        words w = four_words(a->search_whom, name, turn);
        uint32_t all[] = {w.a, w.b, w.c, w.d};
        for (int k = 0; k < 4; k++) {
            int32_t row = holder(table, first, size, all[k], own);
            if (row >= 0 && a->alive[row]) return row;
        }
    }
    double best = INFINITY;
    int32_t found = -1;
    for (int64_t k = a->buckets_start[bucket]; k < a->buckets_start[bucket + 1]; k++) {
        int32_t row = a->buckets_row[k];
        if (row != own && a->alive[row]) {
            double score = -logarithm(uniform(a->search_whom, name, a->identity[row])) * exponential(-a->appeal[row]);
            if (score < best) best = score, found = row;
        }
    }
    return found;
}

static void whom_they_find(const call *a, int64_t events, const scratch *s) {
    const uint32_t *restrict row = s->row, *restrict slot = s->slot, *restrict wanted = s->wanted;
    const uint64_t *restrict who = s->who, *restrict table = a->drums_by_appeal;
    const int32_t *restrict cell = s->cell;
    const OF(drums_appeal_start) *restrict start = a->drums_appeal_start;
    uint32_t *restrict d0 = s->draws[0], *restrict d1 = s->draws[1], *restrict d2 = s->draws[2];
    uint32_t *restrict d3 = s->draws[3];
    int32_t *restrict found = s->found;
    uint64_t *restrict first_of = s->names, *restrict size_of = s->others;
    uint32_t industries = (uint32_t)a->buckets_counts_1;
    for (int64_t e = 0; e < events; e++) {
        words w = philox(a->search_whom, who[e] + (uint64_t)(slot[e] + 1) * SLOT_STRIDE, 0);
        d0[e] = w.a, d1[e] = w.b, d2[e] = w.c, d3[e] = w.d;
    }
    for (int64_t e = 0; e < events; e++) {
        uint32_t bucket = (uint32_t)(cell[e] > 0 ? cell[e] : 0) * industries + wanted[e];
        first_of[e] = (uint64_t)start[bucket];
        size_of[e] = (uint64_t)start[bucket + 1u] - first_of[e];
        __builtin_prefetch(table + place_of(first_of[e], size_of[e], d0[e]));
        __builtin_prefetch(table + place_of(first_of[e], size_of[e], d1[e]));
    }
    for (int64_t e = 0; e < events; e++) {
        uint64_t first = first_of[e], size = size_of[e];
        int32_t me = (int32_t)row[e];
        int32_t one = holder(table, first, size, d0[e], me), two = holder(table, first, size, d1[e], me);
        int32_t three = holder(table, first, size, d2[e], me), four = holder(table, first, size, d3[e], me);
        three = three >= 0 ? three : four;
        two = two >= 0 ? two : three;
        found[e] = one >= 0 ? one : two;
        __builtin_prefetch(a->site + (found[e] > 0 ? found[e] : 0));
        __builtin_prefetch(a->price + (found[e] > 0 ? found[e] : 0));
    }
    for (int64_t e = 0; e < events; e++) {
        if (cell[e] < 0)
            found[e] = -1;
        else if (found[e] < 0)
            found[e] = chosen(a, (int64_t)cell[e] * industries + wanted[e],
                              who[e] + (uint64_t)(slot[e] + 1) * SLOT_STRIDE, (int32_t)row[e]);
    }
}

static void what_it_costs(const call *a, const ground *g, int64_t events, const scratch *s) {
    const uint32_t *restrict row = s->row;
    const int32_t *restrict found = s->found;
    const OF(site) *restrict site = a->site;
    const OF(rules_standing) *restrict standing = a->rules_standing;
    const double *restrict crossing = a->rules_crossing;
    double *restrict cost = s->cost;
    uint64_t places = (uint64_t)a->rules_crossing_1;
    for (int64_t e = 0; e < events; e++) {
        uint64_t here = (uint32_t)site[row[e]], there = (uint32_t)site[(uint32_t)found[e]];
        cost[e] = between(g, (uint32_t)standing[3 * here + CELL], (uint32_t)standing[3 * there + CELL]);
    }
    double elasticity = a->rules_costs_elasticity, scale = a->rules_costs_scale_km;
    for (int64_t e = 0; e < events; e++) cost[e] = elasticity * logarithm(1.0 + cost[e] / scale);
    for (int64_t e = 0; e < events; e++) {
        uint64_t here = (uint32_t)site[row[e]], there = (uint32_t)site[(uint32_t)found[e]];
        cost[e] += crossing[(uint32_t)standing[3 * here + PLACE] * places + (uint32_t)standing[3 * there + PLACE]];
    }
}

/* List the slots to which the firm found would deliver more cheaply than their supplier; returns how many. */
static int64_t who_would_take(const call *a, int64_t events, const scratch *s) {
    const uint32_t *restrict row = s->row, *restrict slot = s->slot;
    const int32_t *restrict found = s->found;
    const double *restrict cost = s->cost, *restrict price = a->price;
    const OF(suppliers) *restrict suppliers = a->suppliers;
    const OF(delivery) *restrict delivery = a->delivery;
    uint8_t *restrict taken = s->taken;
    uint32_t *restrict takers = s->pending;
    uint64_t slots = (uint64_t)a->suppliers_1;
    for (int64_t e = 0; e < events; e++) {
        uint64_t link = row[e] * slots + slot[e];
        uint32_t there = (uint32_t)found[e], now = (uint32_t)suppliers[link];
        int cheaper = price[there] + cost[e] < price[now] + (double)delivery[link] - a->search_stickiness;
        taken[e] = (uint8_t)(cheaper & (there != row[e]) & (there != now));
    }
    int64_t listed = 0;
    for (int64_t e = 0; e < events; e++) {
        takers[listed] = (uint32_t)e;
        listed += taken[e];
    }
    return listed;
}

static inline __attribute__((always_inline)) double encounter(const call *a, uint32_t here, uint32_t there) {
    return a->search_encounter[here * (uint64_t)a->search_encounter_1 + there];
}

static void take_whom_they_meet(const call *a, int64_t takers, const scratch *s) {
    const uint32_t *restrict listed = s->pending, *restrict row = s->row, *restrict slot = s->slot;
    const OF(site) *restrict site = a->site;
    const OF(rules_standing) *restrict standing = a->rules_standing;
    OF(suppliers) *restrict suppliers = a->suppliers;
    OF(delivery) *restrict delivery = a->delivery;
    uint64_t *restrict names = s->names, *restrict others = s->others;
    double *restrict luck = s->luck;
    uint64_t slots = (uint64_t)a->suppliers_1;
    for (int64_t n = 0; n < takers; n++) {
        names[n] = s->who[listed[n]];
        others[n] = s->slot[listed[n]];
    }
    for (int64_t n = 0; n < takers; n++) luck[n] = uniform(a->search_meets, names[n], others[n]);
    for (int64_t n = 0; n < takers; n++) {
        uint32_t e = listed[n], there = (uint32_t)s->found[e];
        uint64_t link = row[e] * slots + slot[e];
        uint64_t here = (uint32_t)site[row[e]], yonder = (uint32_t)site[there];
        double chance = encounter(a, (uint32_t)standing[3 * here + PLACE], (uint32_t)standing[3 * yonder + PLACE]);
        int meets = luck[n] < chance;
        suppliers[link] = meets ? (OF(suppliers))there : suppliers[link];
        delivery[link] = meets ? (OF(delivery))s->cost[e] : delivery[link];
    }
}

/* What is known of every slot that looks before it looks. */
static void who_they_are(const call *a, int64_t block, int64_t events, const scratch *s) {
    uint32_t *restrict row = s->row, *restrict origin = s->origin, *restrict wanted = s->wanted;
    const uint32_t *restrict slot = s->slot;
    uint64_t *restrict who = s->who;
    uint8_t *restrict own = s->own;
    const OF(industry) *restrict industry = a->industry;
    const OF(rules_standing) *restrict standing = a->rules_standing;
    uint64_t slots = (uint64_t)a->slot_industry_1;
    for (int64_t e = 0; e < events; e++) {
        row[e] += (uint32_t)block;
        uint32_t i = row[e];
        who[e] = a->identity[i];
        origin[e] = (uint32_t)standing[3 * (uint64_t)(uint32_t)a->site[i] + CELL];
        wanted[e] = (uint32_t)a->slot_industry[(uint64_t)industry[i] * slots + slot[e]];
        own[e] = wanted[e] == (uint32_t)industry[i];
    }
}

void run_search_suppliers(const call *a) {
    ground g = GROUND_OF(a);
    scratch s = room_for(BLOCK * a->slot_industry_1);
    uint64_t slots = (uint64_t)a->suppliers_1;
    for (int64_t block = a->start; block < a->stop; block += BLOCK) {
        int64_t end = block + BLOCK < a->stop ? block + BLOCK : a->stop;
        int64_t events = who_looks(a, block, end - block, a->first ? 1.0 : a->search_chance, &s);
        who_they_are(a, block, events, &s);
        where_they_look(a, &g, events, &s);
        for (int64_t e = 0; e < events; e++)
            if (s.cell[e] < 0)
                s.cell[e] = nearest_with(&g, a->buckets_counts, a->buckets_counts_1, s.origin[e], s.wanted[e], s.own[e]);
        whom_they_find(a, events, &s);
        for (int64_t e = 0; e < events; e++) s.found[e] = s.found[e] >= 0 ? s.found[e] : (int32_t)s.row[e];
        what_it_costs(a, &g, events, &s);
        if (a->first) {
            for (int64_t e = 0; e < events; e++) {
                a->suppliers[s.row[e] * slots + s.slot[e]] = (OF(suppliers))s.found[e];
                a->delivery[s.row[e] * slots + s.slot[e]] = (OF(delivery))s.cost[e];
            }
            continue;
        }
        take_whom_they_meet(a, who_would_take(a, events, &s), &s);
    }
    free_room(&s);
}
