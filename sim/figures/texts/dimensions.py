"""The five dimensions of development."""

LABELS: dict[str, tuple[str, str]] = {
    "dimensions_title": ("Five dimensions of development", "新发展理念的五个维度"),
    "dimensions_subtitle": (
        "Above: the scenario (colour) and its counterfactual, {name} (dashed); below: the difference between the two",
        "上：本情景（彩色）与反事实情景“{name}”（虚线）；下：两者之差",
    ),
    "dimension_innovation": ("Innovation", "创新"),
    "dimension_coordination": ("Coordination", "协调"),
    "dimension_green": ("Green", "绿色"),
    "dimension_openness": ("Openness", "开放"),
    "dimension_sharing": ("Sharing", "共享"),
    "dimension_innovation_productivity": ("log productivity outside", "区外对数生产率"),
    "dimension_coordination_theil": ("Theil index between regions", "地区间泰尔指数"),
    "dimension_green_intensity": ("emissions over real GDP", "单位实际 GDP 排放"),
    "dimension_openness_trade": ("trade over GDP", "贸易占 GDP 的比重"),
    "dimension_sharing_real_wage": ("log real wage outside", "区外对数实际工资"),
    "years_axis_short": ("Years", "年数"),
    "level_axis": ("Level", "水平"),
    "difference_axis": ("Difference", "差值"),
}
