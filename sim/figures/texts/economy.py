"""The economy itself, before anything is compared: where zones stand, how far links reach."""

LABELS: dict[str, tuple[str, str]] = {
    # map of a scenario
    "scenario_map_title": ("Where the zones stand", "开发区的分布"),
    "scenario_map_subtitle": (
        "Regions: {regions}, zones: {zones}; dark where the economy is dense at the start",
        "{regions} 个地区，{zones} 个开发区；颜色越深，起始经济密度越高",
    ),
    "scenario_map_footer": (
        "Hinterland, scenario {name}, at the policy date {date}; replicate 0. Circles: zones, with status or not yet.",
        "Hinterland 模型，情景 {name}，政策起始日 {date}，第 0 次重复。圆圈：开发区，不论当时是否已设立。",
    ),
    "density_axis": (
        "GDP by land, over that of the densest cells",
        "单位土地 GDP，相对于最密集的格子",
    ),
    # links
    "links_title": ("How far supplier links reach", "供应链联系的距离"),
    "links_subtitle": (
        "Links between firms and suppliers by distance, base, year {year}",
        "企业与供应商联系按距离的分布，基准情景，第 {year} 年",
    ),
    "links_axis": ("Distance between firm and supplier, km", "企业与供应商之间的距离，公里"),
    "share_axis": ("Share of all links, %", "占全部联系的比重，%"),
    "same_cell": ("same\ncell", "同一\n格网"),
    "median": ("median {km} km", "中位数 {km} 公里"),
}
