/* Cells, distances, displacement: sim/kernels/terrain.py. */
#ifndef TERRAIN_H
#define TERRAIN_H

#include "arguments.h"
#include "elementary.h"

enum { ROW, COLUMN, REGION };
enum { CELL, PLACE, DISTRICT };

/* What the map is, under names of its own, so that two kernels whose arguments are laid out apart share this file. */
typedef struct {
    int torus;
    double radius, row_km, width_km, height_km;
    const int32_t *restrict land, *restrict at, *restrict rings, *restrict far_guide, *restrict region_guide;
    const double *restrict position, *restrict within, *restrict column_km, *restrict circle;
    const double *restrict far, *restrict region_weights;
    const int64_t *restrict region_cells;
    int64_t rows, columns, cells, ways, ring, regions, regions_guide, cells_guide;
} ground;

#define GROUND_OF(call)                                                                                              \
    {                                                                                                                \
        .torus = (call)->terrain_plane_torus, .radius = (call)->terrain_plane_radius,                                \
        .row_km = (call)->terrain_plane_row_km, .width_km = (call)->terrain_plane_width_km,                          \
        .height_km = (call)->terrain_plane_height_km, .land = (call)->terrain_land, .at = (call)->terrain_at,        \
        .rings = (call)->terrain_rings, .far_guide = (call)->terrain_far_guide,                                      \
        .region_guide = (call)->terrain_region_guide, .position = (call)->terrain_position,                          \
        .within = (call)->terrain_within, .column_km = (call)->terrain_column_km, .circle = (call)->terrain_circle,  \
        .far = (call)->terrain_far, .region_weights = (call)->terrain_region_weights,                                \
        .region_cells = (call)->terrain_region_cells, .rows = (call)->terrain_land_0,                                \
        .columns = (call)->terrain_land_1, .cells = (call)->terrain_at_0, .ways = (call)->terrain_circle_0,          \
        .ring = (call)->terrain_rings_1, .regions = (call)->terrain_far_1,                                           \
        .regions_guide = (call)->terrain_far_guide_1, .cells_guide = (call)->terrain_region_guide_1                  \
    }

static inline __attribute__((always_inline)) double least(double a, double b) {
    return a < b ? a : b;
}

static inline __attribute__((always_inline)) double stretched(double chord, double radius) {
    double half = chord / (2.0 * radius), h = radius > 0.0 ? half * half : 0.0;
    return chord * (1.0 + h * (1.0 / 6.0 + h * (3.0 / 40.0 + h * (15.0 / 336.0))));
}

static inline __attribute__((always_inline)) double between(const ground *g, uint32_t a, uint32_t b) {
    const double *restrict p = g->position;
    double x = fabs(p[3 * (uint64_t)a] - p[3 * (uint64_t)b]);
    double y = fabs(p[3 * (uint64_t)a + 1] - p[3 * (uint64_t)b + 1]);
    double z = p[3 * (uint64_t)a + 2] - p[3 * (uint64_t)b + 2];
    if (g->torus) {
        x = least(x, g->width_km - x);
        y = least(y, g->height_km - y);
    }
    double distance = sqrt(x * x + y * y + z * z);
    return a == b ? g->within[a] : stretched(distance, g->radius);
}

static inline __attribute__((always_inline)) int32_t displaced(const ground *g, uint32_t origin, double radius_km,
                                                               uint64_t way) {
    int32_t row = g->at[3 * (uint64_t)origin + ROW], column = g->at[3 * (uint64_t)origin + COLUMN];
    double rows = (double)g->rows, columns = (double)g->columns;
    double r = floor(row - radius_km * g->circle[2 * way + 1] / g->row_km + 0.5);
    double c = floor(column + radius_km * g->circle[2 * way] / g->column_km[row > 0 ? row : 0] + 0.5);
    if (g->torus) {
        r -= rows * floor(r / rows);
        c -= columns * floor(c / columns);
    }
    int inside = (r >= 0.0) & (r < rows) & (c >= 0.0) & (c < columns);
    uint32_t to_row = (uint32_t)(int64_t)(inside ? r : 0.0), to_column = (uint32_t)(int64_t)(inside ? c : 0.0);
    int32_t cell = g->land[(uint64_t)to_row * (uint64_t)g->columns + to_column];
    return row < 0 ? (int32_t)origin : (inside ? cell : -1);
}

static inline __attribute__((always_inline)) double radius_quantile(const double *restrict table, int64_t size,
                                                                    double fraction) {
    double position = fraction * (double)(size - 1);
    uint32_t low = (uint32_t)(int64_t)position;
    double rest = position - (double)low;
    return table[low] * (1.0 - rest) + table[low + 1u] * rest;
}

static inline __attribute__((always_inline)) uint32_t first_at_least(const double *restrict cumulative,
                                                                     const int32_t *restrict guide, int64_t guides,
                                                                     double fraction) {
    uint32_t place = (uint32_t)guide[(uint32_t)(fraction * (double)guides)];
    while (cumulative[place] < fraction) place++;
    return place;
}

static inline __attribute__((always_inline)) int32_t far_cell(const ground *g, int64_t origin, double region_fraction,
                                                              double cell_fraction) {
    uint32_t region = first_at_least(g->far + origin * g->regions, g->far_guide + origin * g->regions_guide,
                                     g->regions_guide, region_fraction);
    return (int32_t)g->region_cells[first_at_least(g->region_weights, g->region_guide + region * g->cells_guide,
                                                   g->cells_guide, cell_fraction)];
}

/* The nearest cell that has a firm of an industry, other than the one that looks; -1 where none has. */
static int32_t nearest_with(const ground *g, const int32_t *restrict counts, int64_t industries, int64_t origin,
                            int64_t industry, int own) {
    if (counts[origin * industries + industry] - own > 0) return (int32_t)origin;
    int32_t row = g->at[3 * origin + ROW], column = g->at[3 * origin + COLUMN];
    if (row >= 0) {
        for (int64_t k = 0; k < g->ring; k++) {
            int64_t r = row + g->rings[2 * (row * g->ring + k)], c = column + g->rings[2 * (row * g->ring + k) + 1];
            if (g->torus) {
                r = ((r % g->rows) + g->rows) % g->rows;
                c = ((c % g->columns) + g->columns) % g->columns;
            }
            if (r < 0 || r >= g->rows || c < 0 || c >= g->columns) continue;
            int32_t cell = g->land[r * g->columns + c];
            if (cell >= 0 && counts[cell * industries + industry] > 0 && cell != origin) return cell;
        }
    }
    double best = INFINITY;
    int32_t found = -1;
    for (int64_t cell = 0; cell < g->cells; cell++) {
        if (cell != origin && counts[cell * industries + industry] > 0) {
            double d = between(g, (uint32_t)origin, (uint32_t)cell);
            if (d < best) best = d, found = (int32_t)cell;
        }
    }
    return found;
}

#endif
