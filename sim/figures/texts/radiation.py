"""How far the zones radiate: the curve, by dose, over the years, on the map, inside and outside."""

LABELS: dict[str, tuple[str, str]] = {
    # radiation curve
    "radiation_title": ("How far the zones radiate", "开发区的辐射距离"),
    "radiation_subtitle": (
        "Change of {what} outside all zones, {counterfactual}",
        "开发区以外的变化：{what}，{counterfactual}",
    ),
    "distance_axis": ("Distance to the nearest treated zone, km", "到最近受处理开发区的距离，公里"),
    "distance_axis_active": ("Distance to the nearest active zone, km", "到最近有效开发区的距离，公里"),
    "travel_axis": ("Travel over the grid to the nearest treated zone, km", "沿格网到最近受处理开发区的行程，公里"),
    "travel_axis_active": ("Travel over the grid to the nearest active zone, km", "沿格网到最近有效开发区的行程，公里"),
    "order_axis": (
        "Order of contiguity: 0 hosts a treated zone, 1 touches a host",
        "邻接阶数：0 为受处理开发区所在地区，1 为其相邻地区",
    ),
    "order_axis_active": (
        "Order of contiguity: 0 hosts an active zone, 1 touches a host",
        "邻接阶数：0 为有效开发区所在地区，1 为其相邻地区",
    ),
    "ring_by_travel": ("{ring} of travel", "行程 {ring}"),
    "ring_by_order": ("order {order}", "{order} 阶邻接"),
    "half_order": ("half of it at order {km}", "{km} 阶处减半"),
    "sign_order": ("sign changes at order {km}", "{km} 阶处变号"),
    "sign_order_open": ("may change sign at order {km}", "或在 {km} 阶处变号"),
    # radiation by dose
    "dose_title": ("How much zone around, how much radiation", "周边开发区的剂量与辐射"),
    "dose_axis": (
        "Dose: area of treated zones around a cell, each counting less by exp(−distance / 50 km), km²",
        "剂量：格网周边受处理开发区的面积，按 exp(−距离 / 50 公里) 折减，平方公里",
    ),
    "dose_key": (
        "Groups are fifths of the outside economy. Bars: 95 % interval; shaded: 95 % band, for all groups at once",
        "各组占区外经济的份额相等。竖条：95 % 置信区间；阴影：对各组同时成立的 95 % 置信带",
    ),
    # distance and year
    "heat_title": ("How far the zones radiate, year by year", "开发区的辐射距离，逐年"),
    "heat_key": ("Dots: zero lies within the 95 % interval of the field", "圆点：该格的 95 % 置信区间包含零"),
    "half_distance": ("half of it at {km} km", "{km} 公里处减半"),
    "sign_change": ("sign changes at {km} km", "{km} 公里处变号"),
    "sign_change_open": ("may change sign at {km} km", "或在 {km} 公里处变号"),
    # map of the twin difference
    "map_title": ("Where the zones radiate", "开发区辐射的空间分布"),
    "map_subtitle": (
        "Real GDP outside all zones, mean around each cell ({km} km), year {year}, {counterfactual}",
        "第 {year} 年开发区以外实际 GDP 的变化（各格网周边 {km} 公里平均），{counterfactual}",
    ),
    "treated_zone": ("treated zone", "受处理开发区"),
    "other_zone": ("other zone", "其他开发区"),
    "scale": ("{km} km", "{km} 公里"),
    # inside and outside
    "time_title": ("Inside and outside the zones over time", "开发区内外随时间的变化"),
    "time_subtitle": ("Real GDP; solid: base; dashed: {name}", "实际 GDP；实线：基准；虚线：{name}"),
    "inside": ("inside treated zones", "受处理开发区内"),
    "outside": ("outside all zones", "开发区以外"),
    "points_axis": ("Log points × 100 (about %)", "对数点 × 100（约合 %）"),
    "growth_panel": ("Growth since the policy date", "自政策起始日以来的增长"),
    "effect_panel": ("Difference between the two worlds", "两个世界之差"),
}
