"""Channels and what they add to each other."""

LABELS: dict[str, tuple[str, str]] = {
    "channels_title": ("Through which channels the zones radiate", "开发区通过哪些渠道辐射"),
    "channels_subtitle": (
        "Change of {what} outside all zones, {counterfactual}; Shapley values, which add up to the total",
        "开发区以外的变化：{what}，{counterfactual}；各渠道的 Shapley 值，相加等于总效应",
    ),
    "by_distance_panel": ("By distance to the nearest zone, year {year}", "按到最近开发区的距离，第 {year} 年"),
    "all_outside_panel": ("All that is outside, over time", "全部区外经济，随时间"),
    "all_outside": ("all outside", "全部区外"),
    "channel_market": ("market", "市场"),
    "channel_chain": ("chain", "产业链"),
    "channel_learning": ("learning", "知识学习"),
    "channel_policy": ("policy", "政策扩散"),
    "channel_mobility": ("mobility", "要素流动"),
    "channel_total": ("total", "总效应"),
    "interactions_title": ("What channels add to each other", "渠道之间的相互作用"),
    "interactions_subtitle": (
        "Above zero two channels work through one another, below zero one stands in for the other; full dots: clear of "
        "zero; {counterfactual}",
        "大于零：两渠道相互增强；小于零：相互替代；实心圆点：显著不为零；{counterfactual}",
    ),
    "nearest_panel": ("Within {ring}, year {year}", "{ring}内，第 {year} 年"),
    "all_outside_panel_year": ("All that is outside, year {year}", "全部区外经济，第 {year} 年"),
}
