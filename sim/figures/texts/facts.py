"""Known facts: calibration to them, and how near the model comes."""

LABELS: dict[str, tuple[str, str]] = {
    # calibration
    "profiles_title": ("What the facts say of each parameter", "各参数由事实确定的程度"),
    "profiles_subtitle": (
        "Least distance from the facts with the parameter held and all others free, above the lowest",
        "固定该参数、其余参数自由时与事实的最小距离（相对最低值的增量）",
    ),
    "profiles_axis": ("Rise of distance", "距离增量"),
    "profiles_footer": (
        "Hinterland, calibration of {scenario}, {replicates} replicates a point. Blue: profile, by a quadratic "
        "emulator; below the pale line values go with the facts (95 %).\n"
        "Green: 95 % interval and median of the posterior. Red: adopted value; dashed: value before.",
        "Hinterland 模型，{scenario} 情景的校准，每点 {replicates} 次重复。蓝线：剖面（二次代理模型），"
        "浅线以下的取值与事实相容（95 %）。\n"
        "绿色：后验 95 % 区间与中位数。红线：采用值；虚线：校准前的值。",
    ),
    "verdict.pinned down": ("pinned down", "已确定"),
    "verdict.partly pinned down": ("partly pinned down", "部分确定"),
    "verdict.not pinned down": ("not pinned down", "未能确定"),
    "fit_title": ("Facts used for calibration, before and after", "用于校准的事实：校准前与校准后"),
    "fit_subtitle": (
        "Deviation from the middle of each fact's band; shaded: within the band",
        "与各事实区间中点的偏离；阴影：区间之内",
    ),
    "fit_axis": ("Deviation, half-widths of the band", "偏离，以区间半宽为单位"),
    "fit_before": ("before", "校准前"),
    "fit_after": ("after", "校准后"),
    "fit_footer": (
        "Hinterland, calibration of {scenario}. Whiskers: 95 % interval over {replicates} replicates; arrows: further "
        "out.\n"
        "Right: the values themselves, in red where they are far after calibration.",
        "Hinterland 模型，{scenario} 情景的校准。误差线：{replicates} 次重复的 95 % 置信区间；箭头：超出图外。\n"
        "右侧：数值本身，红色表示校准后仍在区间之外。",
    ),
    # validation
    "validation_title": ("How near the model is to known facts", "模型与已知事实的接近程度"),
    "validation_subtitle": (
        "Every measured fact on one axis: 0 and 1 are the ends of its band. {near} near, {far} far, {rest} not "
        "measurable here",
        "所有可测事实置于同一坐标轴：0 与 1 为其区间两端。接近 {near} 项，偏离 {far} 项，此情景无法测量 {rest} 项",
    ),
    "validation_used": ("used in calibration", "用于校准"),
    "validation_apart": ("not used in calibration", "未用于校准"),
    "validation_axis": (
        "Position: 0 lower end of the band, 1 upper end; arrows: beyond the axis",
        "位置：0 为区间下端，1 为上端；箭头：超出坐标轴",
    ),
    "fact_at_least": ("at least {low}", "至少 {low}"),
    "fact_at_most": ("at most {high}", "至多 {high}"),
    "by_orders": ("dots: share of orders", "圆点：占订单的比重"),
}
