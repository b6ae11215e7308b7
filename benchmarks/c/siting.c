/* Sites compared by newborns and by firms that reconsider: sim/kernels/siting.py, loop by loop. */
#include <stdlib.h>

#include "draws.h"
#include "terrain.h"

enum { TRIES = 8, CHOOSERS = 32 };
#define NEGLIGIBLE 1e-12

typedef struct compare_sites call;

#define OF(name) __typeof__(*((call *)0)->name)

static void *room_of(int64_t count, size_t size) {
    void *room = aligned_alloc(64, ((size_t)count * size + 63) / 64 * 64);
    if (!room) abort();
    return room;
}

static inline __attribute__((always_inline)) int32_t site_in_cell(const call *a, uint64_t who, int32_t cell) {
    int64_t first = a->siting_cell_lots[cell], stop = a->siting_cell_lots[cell + 1];
    if (first == stop) return cell;
    double u = one_uniform(a->siting_lot, who, (uint64_t)cell);
    for (int64_t k = first; k < stop; k++) {
        u -= a->siting_lot_share[a->siting_lots[k]];
        if (u < 0.0) return (int32_t)(a->siting_cells + a->siting_lots[k]);
    }
    return cell;
}

/* The zone of which a newborn of a cell is offered a lot, -1 for none. */
static int64_t promoted_zone(const call *a, uint64_t who, int64_t cell, int64_t industry) {
    int64_t zones = a->siting_weights_1, industries = a->siting_leading_1, zone = -1;
    double total = a->siting_promoted_weight[cell * industries + industry], best = INFINITY;
    if (total <= 0.0) return -1;
    if (one_uniform(a->siting_promoted, who, 0) >= 1.0 - exponential(-a->siting_promotion * total)) return -1;
    for (int64_t z = 0; z < zones; z++) {
        double weight = a->siting_weights[cell * zones + z] * a->siting_leading[z * industries + industry];
        if (weight > NEGLIGIBLE * total) {
            double score = -logarithm(uniform(a->siting_zone, who, (uint64_t)z)) / weight;
            if (score < best) best = score, zone = z;
        }
    }
    return zone;
}

static int64_t lot_of_zone(const call *a, uint64_t who, int64_t zone) {
    double best = INFINITY;
    int64_t found = -1;
    for (int64_t k = a->siting_zone_lots[zone]; k < a->siting_zone_lots[zone + 1]; k++) {
        int64_t lot = a->siting_lots_of_zone[k];
        double score = -logarithm(one_uniform(a->siting_zone_lot, who, (uint64_t)lot)) / a->siting_lot_share[lot];
        if (score < best) best = score, found = lot;
    }
    return found;
}

/* The k-th near cell once the first draw found no land; the home cell where eight draws found none. */
static int32_t near_cell(const call *a, const ground *g, uint64_t who, int32_t home, int64_t k) {
    for (int64_t attempt = 1; attempt < TRIES; attempt++) {
        words w = four_words(a->siting_near, who, (uint64_t)(k * TRIES + attempt));
        double radius = a->siting_near_km * radius_quantile(a->siting_radii, a->siting_radii_0, word_fraction(w.a));
        int32_t cell = displaced(g, (uint32_t)home, radius, (uint64_t)(int64_t)(word_fraction(w.b) * (double)g->ways));
        if (cell >= 0) return cell;
    }
    return home;
}

static inline int32_t cell_offered(const call *a, const ground *g, int64_t n, int64_t k, int32_t cell, double u,
                                   double v) {
    if (k > a->siting_near_sites) return far_cell(g, a->terrain_far_0 - 1, u, v);
    if (k > 1 && g->at[3 * (int64_t)cell + ROW] >= 0) {
        double radius = a->siting_near_km * radius_quantile(a->siting_radii, a->siting_radii_0, u);
        int32_t there = displaced(g, (uint32_t)cell, radius, (uint64_t)(int64_t)(v * (double)g->ways));
        return there >= 0 ? there : near_cell(a, g, a->who[n], cell, k);
    }
    return cell;
}

static void offer_sites(const call *a, const ground *g, uint32_t *restrict one, uint32_t *restrict two) {
    const OF(who) *restrict who = a->who;
    const OF(row) *restrict row = a->row;
    OF(offered) *restrict offered = a->offered;
    int64_t alternatives = a->offered_1, industries = a->siting_leading_1;
    for (int64_t k = 0; k < alternatives; k++) {
        uint64_t key = k > a->siting_near_sites ? a->siting_far : a->siting_near;
        for (int64_t n = a->start; n < a->stop; n++) {
            words w = philox(key, who[n], (uint64_t)(k * TRIES));
            one[n - a->start] = w.a, two[n - a->start] = w.b;
        }
        for (int64_t n = a->start; n < a->stop; n++) {
            int32_t home = a->site[row[n]], cell = a->rules_standing[3 * (int64_t)home + CELL], there = -1;
            if (k == 0) {
                there = a->standing_too ? home : -1;
            } else if (k < alternatives - 1) {
                double u = word_fraction(one[n - a->start]), v = word_fraction(two[n - a->start]);
                there = site_in_cell(a, who[n], cell_offered(a, g, n, k, cell, u, v));
            } else if (a->siting_promoted_weight[cell * industries + a->industry[row[n]]] > 0.0) {
                int64_t zone = promoted_zone(a, who[n], cell, a->industry[row[n]]);
                int64_t lot = zone >= 0 ? lot_of_zone(a, who[n], zone) : -1;
                there = lot >= 0 ? (int32_t)(a->siting_cells + lot) : -1;
            }
            int offered_before = 0;
            for (int64_t m = 1; m < k; m++) offered_before |= offered[n * alternatives + m] == there;
            offered[n * alternatives + k] = offered_before ? -1 : there;
        }
    }
}

static void taste_sites(const call *a) {
    int64_t alternatives = a->offered_1;
    uint64_t *restrict name = room_of(CHOOSERS * alternatives, sizeof(uint64_t));
    uint64_t *restrict other = room_of(CHOOSERS * alternatives, sizeof(uint64_t));
    double *restrict draw = room_of(CHOOSERS * alternatives, sizeof(double));
    const OF(offered) *restrict offered = a->offered;
    double *restrict tastes = a->tastes, scale = a->siting_gumbel_scale;
    for (int64_t block = a->start; block < a->stop; block += CHOOSERS) {
        int64_t size = a->stop - block < CHOOSERS ? a->stop - block : CHOOSERS, pairs = size * alternatives;
        for (int64_t n = 0; n < size; n++) {
            for (int64_t k = 0; k < alternatives; k++) {
                name[n * alternatives + k] = a->who[block + n];
                other[n * alternatives + k] = (uint64_t)(int64_t)offered[(block + n) * alternatives + k];
            }
        }
        for (int64_t t = 0; t < pairs; t++) draw[t] = uniform(a->siting_taste, name[t], other[t]);
        for (int64_t t = 0; t < pairs; t++) draw[t] = -scale * logarithm(-logarithm(draw[t]));
        for (int64_t t = 0; t < pairs; t++) tastes[block * alternatives + t] = draw[t];
    }
    free(name);
    free(other);
    free(draw);
}

typedef struct {
    uint32_t *cells, *places;
    double *x, *y, *z, *share, *away, *inside;
} scratch;

/* Write distances of all pairs of site and supplier of the choosers of a block; returns how many pairs. */
static int64_t distances(const call *a, const ground *g, int64_t block, int64_t end, const scratch *s) {
    int64_t alternatives = a->offered_1, most = a->slot_share_1, pairs = 0;
    const OF(site) *restrict site = a->site;
    const OF(suppliers) *restrict suppliers = a->suppliers;
    const OF(rules_standing) *restrict standing = a->rules_standing;
    uint32_t *restrict cells = s->cells;
    double *restrict x = s->x, *restrict y = s->y, *restrict z = s->z, *restrict away = s->away;
    double *restrict inside = s->inside;
    for (int64_t n = block; n < end; n++) {
        int64_t i = a->row[n], slots = a->slot_count[a->industry[i]];
        for (int64_t q = 0; q < slots; q++) {
            int64_t cell = standing[3 * (int64_t)site[suppliers[i * most + q]] + CELL];
            cells[q] = (uint32_t)cell;
            x[q] = g->position[3 * cell], y[q] = g->position[3 * cell + 1], z[q] = g->position[3 * cell + 2];
        }
        for (int64_t k = 0; k < alternatives; k++) {
            int64_t there = a->offered[n * alternatives + k];
            if (there < 0) continue;
            uint32_t here = (uint32_t)standing[3 * there + CELL];
            double mine_x = g->position[3 * (int64_t)here], mine_y = g->position[3 * (int64_t)here + 1];
            double mine_z = g->position[3 * (int64_t)here + 2], indoors = g->within[here];
            for (int64_t q = 0; q < slots; q++) {
                double dx = fabs(mine_x - x[q]), dy = fabs(mine_y - y[q]), dz = mine_z - z[q];
                if (g->torus) dx = least(dx, g->width_km - dx), dy = least(dy, g->height_km - dy);
                away[pairs + q] = dx * dx + dy * dy + dz * dz;
                inside[pairs + q] = cells[q] == here ? indoors : -1.0;
            }
            pairs += slots;
        }
    }
    return pairs;
}

static void value_sites(const call *a, const ground *g, const scratch *s) {
    int64_t alternatives = a->offered_1, most = a->slot_share_1;
    const OF(site) *restrict site = a->site;
    const OF(suppliers) *restrict suppliers = a->suppliers;
    const OF(rules_standing) *restrict standing = a->rules_standing;
    const double *restrict crossing = a->rules_crossing, *restrict price = a->price, *restrict inside = s->inside;
    double *restrict away = s->away, *restrict share = s->share, *restrict worth = a->worth;
    uint32_t *restrict places = s->places;
    for (int64_t block = a->start; block < a->stop; block += CHOOSERS) {
        int64_t end = block + CHOOSERS < a->stop ? block + CHOOSERS : a->stop;
        int64_t pairs = distances(a, g, block, end, s);
        double radius = g->radius, elasticity = a->rules_costs_elasticity, scale = a->rules_costs_scale_km;
        for (int64_t t = 0; t < pairs; t++) {
            double km = stretched(sqrt(away[t]), radius);
            away[t] = inside[t] >= 0.0 ? inside[t] : km;
        }
        for (int64_t t = 0; t < pairs; t++) away[t] = elasticity * logarithm(1.0 + away[t] / scale);
        pairs = 0;
        for (int64_t n = block; n < end; n++) {
            int64_t i = a->row[n], industry = a->industry[i], slots = a->slot_count[industry];
            double charged = 0.0;
            for (int64_t q = 0; q < slots; q++) {
                int64_t supplier = suppliers[i * most + q];
                share[q] = a->slot_share[industry * most + q];
                charged += share[q] * price[supplier];
                places[q] = (uint32_t)standing[3 * (int64_t)site[supplier] + PLACE];
            }
            for (int64_t k = 0; k < alternatives; k++) {
                int64_t there = a->offered[n * alternatives + k];
                double *restrict value = worth + n * alternatives + k;
                *value = -INFINITY;
                if (there < 0) continue;
                const double *restrict across = crossing + standing[3 * there + PLACE] * a->rules_crossing_1;
                double delivered = 0.0;
                for (int64_t q = 0; q < slots; q++) delivered += share[q] * (away[pairs + q] + across[places[q]]);
                pairs += slots;
                *value = a->siting_value[there * a->siting_value_1 + industry] +
                         a->siting_region_value[standing[3 * there + DISTRICT]] - charged - delivered;
            }
        }
    }
}

void run_compare_sites(const call *a) {
    ground g = GROUND_OF(a);
    int64_t choosers = a->stop - a->start + 1, most = a->slot_share_1, pairs = CHOOSERS * a->offered_1 * most;
    uint32_t *one = room_of(choosers, sizeof(uint32_t)), *two = room_of(choosers, sizeof(uint32_t));
    scratch s = {room_of(most, 4), room_of(most, 4), room_of(most, 8),  room_of(most, 8),
                 room_of(most, 8), room_of(most, 8), room_of(pairs, 8), room_of(pairs, 8)};
    offer_sites(a, &g, one, two);
    taste_sites(a);
    value_sites(a, &g, &s);
    void *all[] = {one, two, s.cells, s.places, s.x, s.y, s.z, s.share, s.away, s.inside};
    for (size_t k = 0; k < sizeof all / sizeof *all; k++) free(all[k]);
}
