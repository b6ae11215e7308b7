"""Rules: how they spread, who copied from whom, how mature policy is."""

LABELS: dict[str, tuple[str, str]] = {
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
}
