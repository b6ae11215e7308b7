"""Every text of every figure, in English and Chinese."""

from typing import Literal

type Language = Literal["en", "zh"]

LABELS: dict[str, tuple[str, str]] = {
    # what several figures say
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
    # counterfactuals
    "no_zones": ("no zones", "无开发区"),
    "no_new_zones": ("no new zones", "不新设开发区"),
    "g0": ("coordination as before", "协同水平不变"),
    "zones_not_opened": ("zones not opened", "开发区不扩大开放"),
    "uncoordinated": ("no coordination", "无协同"),
    "not_evaluated": ("no evaluation", "不实行考核"),
    "fully_coordinated": ("full coordination", "完全协同"),
    "without": ("without {zone}", "去掉 {zone}"),
    "counterfactual": ("the counterfactual", "反事实情景"),
    # radiation curve
    "radiation_title": ("How far the zones radiate", "开发区的辐射距离"),
    "radiation_subtitle": (
        "Change of real GDP outside all zones, {counterfactual}",
        "开发区以外实际 GDP 的变化，{counterfactual}",
    ),
    "effect_axis": ("Change of real GDP, log points × 100 (about %)", "实际 GDP 的变化，对数点 × 100（约合 %）"),
    "distance_axis": ("Distance to the nearest treated zone, km", "到最近受处理开发区的距离，公里"),
    "distance_axis_active": ("Distance to the nearest active zone, km", "到最近有效开发区的距离，公里"),
    "half_distance": ("half of it at {km} km", "{km} 公里处减半"),
    "sign_change": ("sign changes at {km} km", "{km} 公里处变号"),
    # channels
    "channels_title": ("Through which channels the zones radiate", "开发区通过哪些渠道辐射"),
    "channels_subtitle": (
        "Change of {what} outside all zones, {counterfactual}; Shapley values, which add up to the total",
        "开发区以外{what}的变化，{counterfactual}；各渠道的 Shapley 值，相加等于总效应",
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
    # columns of the outside economy
    "column_real_gdp": ("real GDP", "实际 GDP"),
    "column_value_added": ("value added", "增加值"),
    "column_firms": ("the number of firms", "企业数"),
    "column_workers": ("the number of workers", "从业人数"),
    "column_exports": ("exports", "出口"),
    "column_foreign_firms": ("the number of foreign firms", "外资企业数"),
    "column_emissions": ("emissions", "排放"),
    "column_price_index": ("prices", "价格"),
    "column_productivity": ("productivity", "生产率"),
    # map of a scenario
    "scenario_map_title": ("Where the zones stand", "开发区的分布"),
    "scenario_map_subtitle": (
        "Regions: {regions}, zones: {zones}; dark where the economy is dense at the start",
        "{regions} 个地区，{zones} 个开发区；颜色越深，起始经济密度越高",
    ),
    "scenario_map_footer": (
        "Hinterland, scenario {name}, at the policy date {date}. Circles: zones, with or without status then.",
        "Hinterland 模型，情景 {name}，政策起始日 {date}。圆圈：开发区，不论当时是否已设立。",
    ),
    "density_axis": (
        "GDP by land, over that of the densest cells",
        "单位土地 GDP，相对于最密集的格子",
    ),
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
    # ledger
    "ledger_title": ("Created or drawn from elsewhere", "新创还是转移"),
    "ledger_subtitle": (
        "What the treated zones gain less what they lose, by what the same firms do in the other world, year {year}, "
        "{counterfactual}",
        "受处理开发区的净增，按同一企业在另一世界中的去向分解，第 {year} 年，{counterfactual}",
    ),
    "ledger_firms": ("Firms", "企业数"),
    "ledger_workers": ("Workers, 10,000 persons", "从业人数，万人"),
    "ledger_orders": ("Orders, 100 million yuan a year", "订单，亿元/年"),
    "ledger_grown": ("grown inside", "区内原有企业增长"),
    "ledger_created": ("created", "新创"),
    "ledger_from_abroad": ("from abroad", "来自境外"),
    "ledger_from": ("from {ring}", "来自 {ring}"),
    "ledger_other_zones": ("from other zones", "来自其他开发区"),
    "ledger_rest_of_country": ("from the rest of the country", "来自全国其他地区"),
    "ledger_total": ("total", "合计"),
    # diffusion of rules
    "domain_property_rights": ("property rights", "产权保护"),
    "domain_industrial_subsidies": ("industrial subsidies", "产业补贴"),
    "domain_environment": ("environment", "环境标准"),
    "domain_labour_protection": ("labour protection", "劳动保护"),
    "domain_procurement": ("procurement", "政府采购"),
    "domain_e_commerce": ("e-commerce", "电子商务"),
    "domain_finance": ("finance", "金融"),
    "domain_all": ("all domains", "全部领域"),
    "arm_base": ("as it is", "现状"),
    "arm_uncoordinated": ("without push", "无推动"),
    "arm_fully_coordinated": ("with full push", "全力推动"),
    "adoption_title": ("How rules spread", "规则如何扩散"),
    "adoption_subtitle": (
        "Share of regions that have adopted at least once since the policy date; dashed: of zones that have piloted",
        "自政策起始日以来至少采纳过一次的地区所占比重；虚线：已先行先试的开发区所占比重",
    ),
    "adoption_region": ("regions, {arm}", "地区，{arm}"),
    "adoption_zone": ("zones, {arm}", "开发区，{arm}"),
    "adoption_axis": ("Share, %", "比重，%"),
    "copying_title": ("Who copied from whom", "谁向谁学习"),
    "copying_subtitle": (
        "First adoption of each region by domain of rules, from source to adopter, base, replicate {replicate}",
        "各地区在每个规则领域的首次采纳，由来源指向采纳者，基准情景，第 {replicate} 次重复",
    ),
    "copying_footer": (
        "Hinterland, scenario {scenario}. Years count from the policy date, {date}.",
        "Hinterland 模型，情景 {scenario}。年份自政策起始日（{date}）起算。",
    ),
    "copying_axis": ("Years since the policy date", "政策起始日以来的年数"),
    "copying_share": ("{domain}: {adopted} of {regions}", "{domain}：{regions} 个地区中 {adopted} 个"),
    "copying_zone": ("zone", "开发区"),
    "copying_region": ("region that has adopted", "已采纳的地区"),
    "copying_not": ("region that has not", "未采纳的地区"),
    # coherence of decisions
    "coherence_title": ("What is mechanism and what is noise", "机制还是噪声"),
    "coherence_subtitle": (
        "Decisions in both worlds by distance to the nearest zone, last step of year {year}, {counterfactual}",
        "两个世界中的决策，按到最近开发区的距离，第 {year} 年最后一步，{counterfactual}",
    ),
    "coherence_identical": ("Decisions with identical draws, %", "随机数相同的决策，%"),
    "coherence_different": ("Of these, those that come out otherwise, %", "其中结果不同的决策，%"),
    "interval_all": ("Shaded: 95 % interval of all decisions", "阴影：全部决策的 95 % 置信区间"),
    "coherence_years": ("Those that come out otherwise, over time, %", "结果不同的决策随时间的变化，%"),
    "process_search": ("search for suppliers", "寻找供应商"),
    "process_meeting": ("meetings", "企业相遇"),
    "process_frontier": ("meetings with the frontier", "接触世界前沿"),
    "process_pilot": ("pilots of rules", "规则试点"),
    "process_adoption": ("adoption of rules", "规则采纳"),
    "process_exit": ("exit", "退出"),
    "process_relocation": ("relocation", "迁移"),
    "process_entry": ("entry", "进入"),
    "process_all": ("all decisions", "全部决策"),
    "place_inside": ("inside", "区内"),
    "place_elsewhere": ("elsewhere", "其他"),
    "place_all": ("all", "合计"),
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
    "points_axis": ("Log points × 100", "对数点 × 100"),
    "growth_panel": ("Growth since the policy date", "自政策起始日以来的增长"),
    "effect_panel": ("Difference between the two worlds", "两个世界之差"),
    # five dimensions
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
    # evaluation
    "evaluation_title": ("How zones are scored, who is warned, who leaves", "开发区的考核得分、警告与退出"),
    "evaluation_subtitle": (
        "Mean of all years in which a zone was scored, {shown} of {count} zones: poorest, best, and all who left",
        "各开发区历年得分的均值，共 {count} 个，图示 {shown} 个：得分最低、最高者及全部退出者",
    ),
    "evaluation_zones": ("Points by head; diamond: score, noise included", "各项得分；菱形：总分（含噪声）"),
    "evaluation_years": ("Zones warned in the year, and gone by then", "当年被警告与累计退出的开发区数"),
    "evaluation_warned": ("years warned: {years}", "警告年数：{years}"),
    "evaluation_left": ("left in {share} %, year {year}", "{share} % 退出，第 {year} 年"),
    "evaluation_warned_end": ("warned {count}", "警告 {count}"),
    "evaluation_left_end": ("gone {count}", "退出 {count}"),
    "score_axis": ("Points from the average zone", "与平均水平之差，分"),
    "head_opening": ("opening", "对外开放"),
    "head_quality": ("quality", "发展质量"),
    "head_science": ("science", "科技创新"),
    "head_green": ("green", "绿色发展"),
    "head_coordination": ("coordination", "统筹协调"),
    # maturity
    "maturity_title": ("Policy maturity over time", "政策成熟度随时间的变化"),
    "maturity_subtitle": (
        "Mean of seven domains of rules, from 0 to 1; solid: base; dashed: {name}",
        "七个规则领域的均值，取值 0 至 1；实线：基准；虚线：{name}",
    ),
    "maturity_axis": ("Policy maturity", "政策成熟度"),
    "zones": ("zones", "开发区"),
    "hosts": ("regions with a zone", "有开发区的地区"),
    "other regions": ("other regions", "其他地区"),
    "maturity_map_title": ("Policy maturity on the map", "政策成熟度的空间分布"),
    "maturity_map_subtitle": (
        "Mean of seven domains of rules, from 0 to 1; cells have their region's, circles are zones, base",
        "七个规则领域的均值，取值 0 至 1；格网取所属地区的值，圆点为开发区，基准情景",
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
    # comparison of runs
    "comparison_title": ("What radiates, side by side", "辐射效应的比较"),
    "comparison_subtitle": (
        "Change of real GDP outside all zones in the last year, {counterfactual}",
        "末年开发区以外实际 GDP 的变化，{counterfactual}",
    ),
    "comparison_curves": ("Each by itself", "各自的效应"),
    "comparison_differences": ("Difference to {name}", "与 {name} 之差"),
    "comparison_footer": (
        "Hinterland. {replicates}. Shaded: 95 % bands, for all distances at once.",
        "Hinterland 模型。{replicates}。阴影：对所有距离同时成立的 95 % 置信带。",
    ),
    "comparison_paired": (
        "All share their luck: differences are taken replicate by replicate.",
        "各方案共用同一随机性：差异逐次配对计算。",
    ),
    "comparison_unpaired": (
        "Not all share their luck: differences to those that do not are taken as between strangers.",
        "并非所有方案共用同一随机性：未共用者的差异按独立样本计算。",
    ),
    # phase diagram
    "phase_title": ("Siphon or radiation, by {across} and {upwards}", "虹吸还是辐射：{across}与{upwards}"),
    "phase_subtitle": (
        "Change of real GDP outside the zone after {years} years, against {name}",
        "{years} 年后开发区以外实际 GDP 的变化，对比{name}",
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
    "phase_key": (
        "Line: effect zero, bars its 95 % interval; dots: zero lies within the point's 95 % interval. Grey: the effect "
        "inside is not clear of zero. Right: effect at the highest value less that at the lowest, with 95 % interval.",
        "黑线：零效应，竖条为其 95 % 置信区间；圆点：该点的 95 % 置信区间包含零。灰色：区内效应不显著。"
        "右图：最高值与最低值的效应之差及其 95 % 置信区间。",
    ),
    "factor.openness": ("openness", "开放度"),
    "factor.coordination": ("coordination", "协同水平"),
    "by_orders": ("dots: share of orders", "圆点：占订单的比重"),
}
"""Texts by key, English first; braces are filled in by the figure."""

_COLUMN: dict[Language, int] = {"en": 0, "zh": 1}


def label(key: str, language: Language, **values: object) -> str:
    """Give a text in a language.

    Args:
        key: Key of the text.
        language: `en` or `zh`.
        values: What stands in the braces of the text.
    """
    return LABELS[key][_COLUMN[language]].format(**values)


def counterfactual_name(arm: str, language: Language) -> str:
    """Give the name of a counterfactual as figures write it; a scenario's own name stays as it is."""
    if arm.startswith("without "):
        return label("without", language, zone=arm.removeprefix("without "))
    return label(arm, language) if arm in LABELS else arm
