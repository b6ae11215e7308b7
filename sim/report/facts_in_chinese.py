"""What the known facts and the numbers of the five dimensions are, in Chinese; their tables have them in English."""

from sim.figures.labels import Language

FACTS: dict[str, str] = {
    "C1": "开发区占全国 GDP 的比重",
    "C1b": "开发区 GDP 占所在地级市 GDP 的比重",
    "C2": "开发区货物贸易区位商（贸易比重 / GDP 比重）",
    "C2b": "开发区外资区位商（外资比重 / GDP 比重）",
    "C3": "开发区 GDP 的东部 / 中部 / 西部和东北分布",
    "C4": "开发区 GDP 对数的标准差",
    "C5": "第二产业占开发区 GDP 的比重",
    "C6": "国家级开发区对所在地级市 GDP 的水平效应",
    "C7": "失去开发区资格对企业生产率的影响",
    "C8": "净进入对生产率增长的贡献",
    "C9": "园区 2 公里以内的就业",
    "C9b": "园区 2 公里以内的生产率",
    "C9c": "园区 2 公里以内的工资",
    "C10": "间接效应占总效应的比重",
    "C11": "所在地增长溢价至少持续的年数",
    "C12": "直接供应商联系距离的中位数",
    "C13": "下游外资比重每上升 10 个百分点，供应商生产率的变化",
    "C14": "企业规模的齐普夫指数",
    "C15": "其他地区（300 公里内）知识对一地研发的弹性",
    "C16": "中央推动下采纳规则的风险率",
    "C16b": "自愿采纳规则的风险率",
    "C17": "企业退出风险率",
    "C18": "全国实际 GDP 增长率",
    "C19": "生产率对密度的弹性",
    "C20": "贸易对距离的弹性",
}
"""Facts by id."""

REMARKS: dict[str, str] = {
    "": "",
    "not clear of zero on both sides": "变号两侧的效应并非都显著",
    "the curve does not reach it": "曲线未达到",
    "the nearest ring's effect is not clear of zero": "最近距离环的效应不显著",
    "the effect inside is not clear of zero": "区内效应不显著",
    "the effect inside has no interval with one replicate": "仅一次重复，区内效应没有置信区间",
    "not recorded: the run is shorter": "未记录：运行年数不足",
    "no outside economy in this ring": "该距离环内没有区外经济",
    "nobody is there to tell it of": "没有可供测量的对象",
    "missing where nobody sees rules beyond its own": "没有地区见到更成熟的规则时不计算",
    "of the map's GDP, not the nation's": "占地图而非全国 GDP 的比重",
    "of the map's trade and GDP": "按地图的贸易与 GDP 计算",
    "newborn foreign firms of the last year, of the map's": "末年新设外资企业占地图的比重",
    "missing with fewer than 10 zones": "少于 10 个开发区时不计算",
    "largest tenth of firms on the map": "地图上规模最大的十分之一企业",
    "missing where no region at risk is fully integrated": "没有完全融通的地区时不计算",
    "missing where no region at risk is without integration": "没有零融通的地区时不计算",
    "deaths a year over firms": "每年退出数除以企业数",
    "of the map's real GDP": "地图的实际 GDP",
}
"""What a reader must know about a number, by what the measures remark in English."""

DIMENSIONS: dict[str, str] = {
    "dimensions.innovation.productivity": "区外企业平均对数生产率",
    "dimensions.coordination.theil": "地区间人均实际 GDP 泰尔指数",
    "dimensions.coordination.theil_between": "泰尔指数：有开发区与无开发区的地区之间",
    "dimensions.coordination.theil_core": "泰尔指数：有开发区的地区内部",
    "dimensions.coordination.theil_hinterland": "泰尔指数：无开发区的地区内部",
    "dimensions.green.intensity": "单位实际 GDP 排放",
    "dimensions.openness.trade": "进出口占 GDP 的比重",
    "dimensions.openness.foreign_capital": "单位 GDP 的外资企业数",
    "dimensions.sharing.real_wage": "区外平均对数实际工资",
    "dimensions.sharing.wage_dispersion": "区外地区间对数实际工资的标准差",
    "dimensions.sharing.labour_share": "区外劳动报酬占增加值的比重",
}
"""Numbers of the five dimensions by dotted name."""


def remark_in(remark: str, language: Language) -> str:
    """Give a remark in a language; one that nobody has translated stays as it is."""
    return REMARKS.get(remark, remark) if language == "zh" else remark
