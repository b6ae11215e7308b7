"""Coherence of decisions: mechanism or noise."""

LABELS: dict[str, tuple[str, str]] = {
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
    "process_teaching": ("lessons of foreign customers", "外资客户的指导"),
    "process_pilot": ("pilots of rules", "规则试点"),
    "process_adoption": ("adoption of rules", "规则采纳"),
    "process_exit": ("exit", "退出"),
    "process_relocation": ("relocation", "迁移"),
    "process_entry": ("entry", "进入"),
    "process_all": ("all decisions", "全部决策"),
    "place_inside": ("inside", "区内"),
    "place_elsewhere": ("elsewhere", "其他"),
    "place_all": ("all", "合计"),
}
