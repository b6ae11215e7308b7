"""Short names of the shipped facts for figures, in English and Chinese."""

from sim.figures.labels import Language

FACT_NAMES: dict[str, tuple[str, str]] = {
    "C1": ("zones' share of national GDP", "开发区占全国 GDP 比重"),
    "C1b": ("zone's share of host's GDP", "开发区占所在地 GDP 比重"),
    "C2": ("zones' quotient in trade", "开发区贸易区位商"),
    "C2b": ("zones' quotient in foreign firms", "开发区外资区位商"),
    "C3": ("East's share of zone GDP", "东部占开发区 GDP 比重"),
    "C4": ("spread of zone sizes", "开发区规模离散度"),
    "C5": ("secondary industry in zones", "开发区第二产业比重"),
    "C6": ("effect on host's GDP", "对所在地 GDP 的效应"),
    "C7": ("productivity after loss of status", "失去资格后的生产率"),
    "C8": ("net entry in productivity growth", "净进入占生产率增长比重"),
    "C9": ("jobs within 2 km of a park", "园区 2 公里内就业"),
    "C9b": ("productivity within 2 km", "园区 2 公里内生产率"),
    "C9c": ("wages within 2 km", "园区 2 公里内工资"),
    "C10": ("indirect share of the effect", "间接效应比重"),
    "C11": ("years of host's growth premium", "所在地增长溢价年数"),
    "C12": ("median distance of links", "供应链距离中位数"),
    "C13": ("suppliers of foreign firms", "外资对供应商生产率"),
    "C14": ("Zipf exponent of firm size", "企业规模齐普夫指数"),
    "C15": ("reach of one region's research", "研发的跨地区弹性"),
    "C16": ("hazard of pushed adoption", "中央推动的采纳风险率"),
    "C16b": ("hazard of voluntary adoption", "自愿采纳风险率"),
    "C17": ("firms' exit hazard", "企业退出风险率"),
    "C18": ("growth of real GDP", "实际 GDP 增长率"),
    "C19": ("productivity and density", "生产率对密度的弹性"),
    "C20": ("trade and distance", "贸易对距离的弹性"),
}
"""Names by id, English first."""

LONGEST = 44
"""Letters after which the name of a fact of one's own is cut."""


def fact_name(fact: str, text: str, language: Language) -> str:
    """Give the short name of a shipped fact; of another, what its table says, cut short."""
    names = FACT_NAMES.get(fact)
    if names is not None:
        return names[0] if language == "en" else names[1]
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
