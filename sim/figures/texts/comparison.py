"""Runs beside each other."""

LABELS: dict[str, tuple[str, str]] = {
    "comparison_title": ("What radiates, side by side", "辐射效应的比较"),
    "comparison_subtitle": (
        "Change of real GDP outside all zones in the last year, {counterfactual}",
        "末年开发区以外实际 GDP 的变化，{counterfactual}",
    ),
    "comparison_curves": ("Each by itself", "各自的效应"),
    "comparison_differences": ("Difference to {name}", "与 {name} 之差"),
    "comparison_footer": (
        "Hinterland, {names}. {replicates}. Shaded: 95 % bands, for all distances at once.",
        "Hinterland 模型，{names}。{replicates}。阴影：对所有距离同时成立的 95 % 置信带。",
    ),
    "comparison_paired": (
        "All share their luck: differences are taken replicate by replicate.",
        "各方案共用同一随机性：差异逐次配对计算。",
    ),
    "comparison_unpaired": (
        "Not all share their luck: differences to those that do not are taken as between strangers.",
        "并非所有方案共用同一随机性：未共用者的差异按独立样本计算。",
    ),
    "comparison_map_title": ("Where it radiates, side by side", "辐射效应空间分布的比较"),
    "comparison_map_subtitle": (
        "Real GDP outside all zones, mean around each cell ({km} km), last year, {counterfactual}",
        "末年开发区以外实际 GDP 的变化（各格网周边 {km} 公里平均），{counterfactual}",
    ),
    "comparison_map_difference": ("{name} less {first}", "{name} 减 {first}"),
    "comparison_map_footer": (
        "Hinterland, {names}. {replicates}. One scale of colours for all maps; circles are the zones that the "
        "twins differ in.",
        "Hinterland 模型，{names}。{replicates}。各图共用同一色标；圆点为两个世界中有别的开发区。",
    ),
    "comparison_map_elsewhere": (
        "Runs on another map than the first are left out.",
        "与首个方案地图不同的方案未绘出。",
    ),
}
