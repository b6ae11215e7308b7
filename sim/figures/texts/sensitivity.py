"""Sensitivity: tornado, screening, Sobol' indices."""

LABELS: dict[str, tuple[str, str]] = {
    "sensitivity_footer": (
        "Hinterland, scenario {scenario}, {counterfactual}. {replicates}; all points have the same luck.",
        "Hinterland 模型，情景 {scenario}，{counterfactual}。{replicates}；所有点共用同一随机性。",
    ),
    "tornado_title": ("What moves {measure}, one parameter at a time", "逐一改变参数时 {measure} 的变化"),
    "tornado_subtitle": (
        "Change of {measure} at either end of each parameter's range, all others as in the scenario",
        "每个参数取其范围两端时 {measure} 的变化，其余参数取情景值",
    ),
    "tornado_axis": ("Change against the scenario, {unit}", "相对情景的变化，{unit}"),
    "tornado_low": ("low end", "下限"),
    "tornado_high": ("high end", "上限"),
    "tornado_range": ("{low} to {high}", "{low} 至 {high}"),
    "screening_title": ("Which parameters move {measure} at all", "哪些参数影响 {measure}"),
    "screening_subtitle": (
        "Morris screening: mean size of the effect of a whole range, {walks} walks",
        "Morris 筛选：参数走完全程的平均效应大小，{walks} 条轨迹",
    ),
    "screening_axis": ("Mean absolute effect, {unit}", "平均绝对效应，{unit}"),
    "screening_key": (
        "Whiskers: 95 % interval over walks. Diamonds: what luck alone would show. Grey: lost in luck.",
        "误差线：对轨迹的 95 % 置信区间。菱形：仅由随机性造成的大小。灰色：与随机性无法区分。",
    ),
    "indices_title": ("What the variance of {measure} is made of", "{measure} 的方差由什么构成"),
    "indices_subtitle": (
        "Sobol' indices without luck, {samples} samples; below: all variance, of one replicate at random parameters",
        "剔除随机性后的 Sobol' 指数，{samples} 组样本；下：单次重复、随机参数下的全部方差",
    ),
    "indices_axis": ("Share of the variance that parameters make", "占参数所致方差的比重"),
    "indices_first": ("by itself", "单独作用"),
    "indices_total": ("with all others", "含与其他参数的交互"),
    "variance_axis": ("Share of all variance", "占全部方差的比重"),
    "part_parameters": ("parameters", "参数"),
    "part_shared_luck": ("luck that all points share", "各点共有的随机性"),
    "part_mixed_luck": ("luck of each point", "各点自身的随机性"),
    "indices_key": (
        "Whiskers: 95 % interval over samples. Luck makes {share} of all variance, 95 % interval {low} to {high}.",
        "误差线：对样本的 95 % 置信区间。随机性占全部方差的 {share}，95 % 置信区间 {low} 至 {high}。",
    ),
    "indices_key_unknown": ("Whiskers: 95 % interval over samples.", "误差线：对样本的 95 % 置信区间。"),
}
