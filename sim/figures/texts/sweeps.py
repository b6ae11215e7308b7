"""Sweeps: their points, sliders over them, phase diagrams."""

LABELS: dict[str, tuple[str, str]] = {
    # points of a sweep
    "points_title": ("What the zones radiate at every point", "各设计点上的辐射效应"),
    "points_subtitle": (
        "Change of real GDP outside all zones in the last year, {counterfactual}",
        "最后一年开发区以外实际 GDP 的变化，{counterfactual}",
    ),
    "points_footer": (
        "Hinterland, sweep {name}. {points} points, replicates of each: {count}. Lines: 95 % interval of each.\n"
        "Points of one value stand a little apart.",
        "Hinterland 模型，扫描 {name}。{points} 个设计点，每点 {count} 次重复。线段：各点的 95 % 置信区间。\n"
        "取值相同的点略微错开。",
    ),
    "point_axis": ("Number of the point", "设计点编号"),
    # sliders over a sweep
    "slider_point": ("point {number}", "设计点 {number}"),
    "slider_outside": (
        "Change of real GDP outside all zones, log points × 100",
        "开发区以外实际 GDP 的变化，对数点 × 100",
    ),
    "slider_inside": ("Change of real GDP inside, log points × 100", "开发区内实际 GDP 的变化，对数点 × 100"),
    "slider_bars": (
        "Change of real GDP by distance to the zone: blue where it rises, red where it falls",
        "按到开发区距离的实际 GDP 变化：蓝色为上升，红色为下降",
    ),
    "slider_plane": ("The points of the sweep, the one that is shown in a frame", "各设计点，框出当前显示的一点"),
    # phase diagram
    "phase_title": ("Siphon or radiation, by {across} and {upwards}", "虹吸还是辐射：{across}与{upwards}"),
    "phase_subtitle": (
        "Change of real GDP outside the zone after {years} years, against {name}, log points × 100 (about %)",
        "{years} 年后开发区以外实际 GDP 的变化，对比{name}，对数点 × 100（约合 %）",
    ),
    "phase_near": ("Effect within {ring}", "{ring}内的效应"),
    "phase_ratio": ("Gained outside for each unit inside", "区内每增一单位，区外所增"),
    "phase_rise": ("What {upwards} is worth", "{upwards}的价值"),
    "phase_ratio_axis": ("ratio", "比值"),
    "phase_outside": ("all outside", "全部区外"),
    "phase_radiates": ("radiates", "辐射"),
    "phase_draws_in": ("draws in", "虹吸"),
    "effect_axis_short": ("about %", "约 %"),
    "ring": ("{km} km", "{km} 公里"),
    "phase_footer": (
        "Hinterland, sweep {name}. {replicates}; all points have the same luck.",
        "Hinterland 模型，参数扫描 {name}。{replicates}；所有点共用同一随机性。",
    ),
    "phase_key_radiates": ("zones add to what is around them", "带动周边增长（辐射）"),
    "phase_key_siphons": ("zones draw growth in from around them", "吸走周边增长（虹吸）"),
    "phase_key_zero": ("where the effect is zero", "零效应线"),
    "phase_key_bars": ("95 % interval of that line", "零效应线的 95 % 置信区间"),
    "phase_key_dots": ("zero lies within the 95 % interval of the point", "该点的 95 % 置信区间包含零"),
    "phase_key_grey": ("effect inside not clear of zero, so no ratio", "区内效应不显著，不给出比值"),
    "phase_key_worth": (
        "effect at the highest value less that at the lowest, with its 95 % interval",
        "最高值与最低值的效应之差及其 95 % 置信区间",
    ),
    "factor.openness": ("openness", "开放度"),
    "factor.coordination": ("coordination", "协同水平"),
}
