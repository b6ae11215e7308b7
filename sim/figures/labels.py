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
    # channels
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
    # giving
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
        "Hinterland, scenario {name}, at the policy date {date}; replicate 0. Circles: zones, with status or not yet.",
        "Hinterland 模型，情景 {name}，政策起始日 {date}，第 0 次重复。圆圈：开发区，不论当时是否已设立。",
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
        "Hinterland, scenario {scenario}. Replicate {replicate}, of {count}. Years count from the policy date, {date}.",
        "Hinterland 模型，情景 {scenario}。第 {replicate} 次重复（共 {count} 次）。年份自政策起始日（{date}）起算。",
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
    "points_axis": ("Log points × 100 (about %)", "对数点 × 100（约合 %）"),
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
    "evaluation_years": ("Warned in the year, gone by then", "当年被警告与累计退出的开发区数"),
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
        "Hinterland, {names}. {replicates}. Shaded: 95 % bands, for all distances at once.",
        "Hinterland 模型，{names}。{replicates}。阴影：对所有距离同时成立的 95 % 置信带。",
    ),
    "comparison_paired": (
        "All share their luck: differences are taken replicate by replicate.",
        "各方案共用同一随机性：差异逐次配对计算。",
    ),
    "comparison_unpaired": (
        "Not all share their luck: differences to those that do not are taken as between strangers.",
        "并非所有方案共用同一随机性：未共用者的差异按独立样本计算。",
    ),
    "comparison_map_title": ("Where it radiates, side by side", "辐射效应空间分布的比较"),
    "comparison_map_subtitle": (
        "Real GDP outside all zones, mean around each cell ({km} km), last year, {counterfactual}",
        "末年开发区以外实际 GDP 的变化（各格网周边 {km} 公里平均），{counterfactual}",
    ),
    "comparison_map_difference": ("{name} less {first}", "{name} 减 {first}"),
    "comparison_map_footer": (
        "Hinterland, {names}. {replicates}. One scale of colours for all maps; circles are the zones that the "
        "twins differ in.",
        "Hinterland 模型，{names}。{replicates}。各图共用同一色标；圆点为两个世界中有别的开发区。",
    ),
    "comparison_map_elsewhere": (
        "Runs on another map than the first are left out.",
        "与首个方案地图不同的方案未绘出。",
    ),
    # sensitivity
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
    # units of parameters and of headline numbers
    "unit.1/year": ("1/year", "1/年"),
    "unit.log points": ("log points", "对数点"),
    "unit.log points/year": ("log points/year", "对数点/年"),
    "unit.log points a year": ("log points a year", "对数点/年"),
    "unit.log points of cost": ("log points of cost", "成本对数点"),
    "unit.share": ("share", "份额"),
    "unit.ratio": ("ratio", "比值"),
    "unit.elasticity": ("elasticity", "弹性"),
    "unit.exponent": ("exponent", "指数"),
    "unit.correlation": ("correlation", "相关系数"),
    "unit.km": ("km", "公里"),
    "unit.years": ("years", "年"),
    "unit.points": ("points", "分"),
    "unit.maturity": ("maturity", "成熟度"),
    "unit.firm agents": ("firm agents", "企业主体数"),
    "unit.1e8 CNY/year": ("100 million yuan a year", "亿元/年"),
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


def unit_name(unit: str, language: Language) -> str:
    """Give the name of a unit as figures write it; a rare one stays as it is."""
    return label(f"unit.{unit}", language) if f"unit.{unit}" in LABELS else unit


def counterfactual_name(arm: str, language: Language) -> str:
    """Give the name of a counterfactual as figures write it; a scenario's own name stays as it is."""
    if arm.startswith("without "):
        return label("without", language, zone=arm.removeprefix("without "))
    return label(arm, language) if arm in LABELS else arm
