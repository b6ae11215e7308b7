/* Firms trade: sim/kernels/trading.py, loop by loop. */
#include "arguments.h"
#include "elementary.h"

enum { BLOCK = 4096, LANES = 2, AHEAD = 16 };
enum { HOME, EXPORT };
enum { EVERYONE, NEWBORNS };
enum { INCOME, BASIS, REAL };

#define OF(call, name) __typeof__(*((struct call *)0)->name)

void run_offer(const struct offer *a) {
    const OF(offer, alive) *restrict alive = a->alive;
    const OF(offer, industry) *restrict industry = a->industry;
    const OF(offer, site) *restrict site = a->site;
    const double *restrict price = a->price, *restrict appeal = a->appeal, *restrict site_weight = a->site_weight;
    const double *restrict revenue = a->revenue;
    double *restrict weight = a->weight;
    int64_t n = a->alive_0, industries = a->offered_2;
    double *restrict offered = a->offered + a->lane * a->offered_1 * industries * 2;
    double *restrict past = a->past + a->lane * a->past_1;
    double power = 1.0 - a->sigma;
    for (int64_t block = a->lane * BLOCK; block < n; block += LANES * BLOCK) {
        int64_t end = block + BLOCK < n ? block + BLOCK : n;
        for (int64_t i = block; i < end; i++) weight[i] = exponential(power * price[i] + appeal[i]);
        for (int64_t i = block; i < end; i++) {
            if (!alive[i]) {
                weight[i] = 0.0;
                continue;
            }
            int64_t j = site[i], s = industry[i];
            double own = weight[i] * site_weight[j];
            weight[i] = own;
            double *restrict here = offered + (j * industries + s) * 2;
            here[EVERYONE] += own;
            past[s] += revenue[i];
            if (revenue[i] == 0.0) here[NEWBORNS] += own;
        }
    }
}

void run_place_orders(const struct place_orders *a) {
    const OF(place_orders, industry) *restrict industry = a->industry;
    const OF(place_orders, site) *restrict site = a->site;
    const double *restrict weight = a->weight, *restrict access = a->access, *restrict revenue = a->revenue;
    const OF(place_orders, suppliers) *restrict suppliers = a->suppliers;
    const OF(place_orders, slot_share) *restrict slot_share = a->slot_share;
    int64_t n = a->alive_0, slots = a->suppliers_1, industries = a->access_1;
    double *restrict mine = a->received + a->lane * n;
    double total = 0.0;
    for (int64_t block = a->lane * BLOCK; block < n; block += LANES * BLOCK) {
        int64_t end = block + BLOCK < n ? block + BLOCK : n;
        for (int64_t i = block; i < end; i++) {
            int64_t ahead = i + AHEAD < end - 1 ? i + AHEAD : end - 1;
            for (int64_t k = 0; k < slots; k++) {
                int32_t supplier = suppliers[ahead * slots + k];
                __builtin_prefetch(mine + (uint32_t)(supplier & ~(supplier >> 31)));
            }
            int64_t j = site[i], s = industry[i];
            double spending = revenue[i];
            if (spending == 0.0) {
                const double *restrict here = access + (j * industries + s) * 2;
                spending = weight[i] * here[HOME] + weight[i] * here[EXPORT];
            }
            spending /= a->markup;
            for (int64_t k = 0; k < slots; k++) {
                double order = slot_share[s * slots + k] * spending;
                /* Without a branch, which would be guessed wrong: a missing supplier is -1, whose bits are all set. */
                int32_t supplier = suppliers[i * slots + k], missing = supplier >> 31;
                mine[(uint32_t)((supplier & ~missing) | ((int32_t)i & missing))] += order;
                total += order;
            }
        }
    }
    a->placed[a->lane] += total;
}

void run_keep_books(const struct keep_books *a) {
    static double real[BLOCK];
    const OF(keep_books, alive) *restrict alive = a->alive;
    const OF(keep_books, foreign) *restrict foreign = a->foreign;
    const OF(keep_books, industry) *restrict industry = a->industry;
    const OF(keep_books, site) *restrict site = a->site;
    const double *restrict price = a->price, *restrict weight = a->weight, *restrict access = a->access;
    const double *restrict inputs = a->inputs, *restrict imports = a->imports, *restrict labour = a->labour;
    double *restrict revenue = a->revenue;
    int64_t n = a->alive_0, industries = a->access_1;
    const double *restrict first = a->received, *restrict second = a->received + n;
    double *restrict books = a->books + a->lane * a->books_1 * industries * 3;
    double *restrict repatriated = a->repatriated + a->lane * a->repatriated_1;
    double final_sales = 0.0, orders = 0.0, wages = 0.0, profits = 0.0;
    for (int64_t block = a->lane * BLOCK; block < n; block += LANES * BLOCK) {
        int64_t end = block + BLOCK < n ? block + BLOCK : n;
        for (int64_t i = block; i < end; i++) real[i - block] = exponential(-price[i]);
        for (int64_t i = block; i < end; i++) {
            if (!alive[i]) {
                revenue[i] = 0.0;
                continue;
            }
            int64_t j = site[i], s = industry[i];
            const double *restrict reach = access + (j * industries + s) * 2;
            double final = weight[i] * reach[HOME], exported = weight[i] * reach[EXPORT];
            double ordered = first[i] + second[i], income = final + exported + ordered;
            double basis = revenue[i] > 0.0 ? revenue[i] : final + exported;
            double added = income - (inputs[s] + imports[s]) * basis / a->markup;
            double wage = labour[s] * income / a->markup;
            revenue[i] = income;
            final_sales += final;
            orders += ordered;
            wages += wage;
            profits += added - wage;
            if (foreign[i] && added > wage) repatriated[j] += a->share_abroad * (added - wage);
            double *restrict here = books + (j * industries + s) * 3;
            here[INCOME] += income;
            here[BASIS] += basis;
            here[REAL] += income * real[i - block];
        }
    }
    double *restrict totals = a->totals + a->lane * a->totals_1;
    totals[0] += final_sales;
    totals[1] += orders;
    totals[2] += wages;
    totals[3] += profits;
}
