"""What several figures say: footers, intervals, axes of time."""

LABELS: dict[str, tuple[str, str]] = {
    "footer": (
        "Hinterland, scenario {scenario}, {counterfactual}. {replicates}. Years count from the policy date, {date}.",
        "Hinterland 模型，情景 {scenario}，{counterfactual}。{replicates}。年份自政策起始日（{date}）起算。",
    ),
    "footer_alone": (
        "Hinterland, scenario {scenario}. {replicates}. Years count from the policy date, {date}.",
        "Hinterland 模型，情景 {scenario}。{replicates}。年份自政策起始日（{date}）起算。",
    ),
    "against": ("base against {name}", "基准情景对比{name}"),
    "one_replicate": ("One replicate, so no interval", "单次重复，无置信区间"),
    "replicates": ("Mean of {count} replicates", "{count} 次重复的均值"),
    "band": ("Shaded: 95 % band, for all distances at once", "阴影：对所有距离同时成立的 95 % 置信带"),
    "interval": ("Shaded: 95 % interval", "阴影：95 % 置信区间"),
    "whisker": ("Whiskers: 95 % interval", "误差线：95 % 置信区间"),
    "whisker_and_total": (
        "Whiskers: 95 % interval; shaded: 95 % interval of the total",
        "误差线：95 % 置信区间；阴影：总效应的 95 % 置信区间",
    ),
    "years_axis": ("Years since the policy date", "政策起始日以来的年数"),
    "year": ("year {year}", "第 {year} 年"),
    "year_end": ("year {year}: {value}", "第 {year} 年：{value}"),
}
