"""Who radiates to whom, and what zones give and have."""

LABELS: dict[str, tuple[str, str]] = {
    "giving_matrix_title": ("Who radiates to whom", "谁辐射谁"),
    "giving_matrix_subtitle": (
        "Change of real GDP outside all zones by region, with each zone against without it, year {year}; "
        "zones by what they give to others, regions by size",
        "第 {year} 年各地区开发区以外实际 GDP 的变化（有该开发区对比无该开发区）；开发区按对外给予排序，地区按规模排序",
    ),
    "giving_matrix_key": (
        "Frames: the zone's own host. Dots: clear of zero, all regions of a zone at once (95 %).",
        "方框：开发区所在地区。圆点：显著不为零（该开发区的所有地区同时成立，95 %）。",
    ),
    "giving_matrix_key_alone": ("Frames: the zone's own host.", "方框：开发区所在地区。"),
    "giving_dots_key_alone": ("Hollow dots: no interval.", "空心圆点：无置信区间。"),
    "giving_dots_key": (
        "Whiskers: 95 % interval. Full dots: clear of zero.", "误差线：95 % 置信区间。实心圆点：显著不为零。",
    ),
    "giving_footer": (
        "Hinterland, scenario {scenario}, one zone left out at a time. {replicates}. Years count from the policy date, "
        "{date}.",
        "Hinterland 模型，情景 {scenario}，逐个去掉开发区。{replicates}。年份自政策起始日（{date}）起算。",
    ),
    "giving_closed": (
        "Zones older than that are closed then where they are left out.", "更早设立的开发区在去掉时于该日关闭。",
    ),
    "giving_never": (
        "Zones older than that were never there where they are left out.", "更早设立的开发区在去掉时视为从未设立。",
    ),
    "giving_ranking_title": ("What zones give and what they have", "开发区的给予与拥有"),
    "giving_ranking_subtitle": (
        "Real GDP that a zone adds in other regions outside all zones, against that on its own lots, year {year}",
        "第 {year} 年开发区在其他地区（开发区以外）所增实际 GDP，对比其区内实际 GDP",
    ),
    "giving_has_axis": ("Has on its own lots, 100 million yuan a year", "拥有：区内实际 GDP，亿元/年"),
    "giving_gives_axis": ("Gives to other regions, 100 million yuan a year", "给予其他地区，亿元/年"),
    "giving_most_panel": ("Most and least (rank by having)", "最多与最少（按拥有的位次）"),
}
