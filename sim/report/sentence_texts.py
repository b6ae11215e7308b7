"""The words of the sentences, English and Chinese; which of them is said is chosen in `sentences`."""

from sim.figures.labels import Language

SENTENCES: dict[str, tuple[str, str]] = {
    # leads
    "years": ("{years} years", "{years} 年"),
    "years_one": ("1 year", "1 年"),
    "lead": ("after {after}", "{after}后"),
    "lead_of": ("in {scenario}, after {after}", "在{scenario}中，{after}后"),
    # all that is outside
    "whole_radiates": (
        "{lead}, real GDP outside the zones is {size} % higher ({span} %) than in the twin world {twin}: {conclusion}.",
        "{lead}，开发区以外的实际 GDP 比对照世界{twin}高 {size} %（{span} %）：{conclusion}。",
    ),
    "whole_draws_in": (
        "{lead}, real GDP outside the zones is {size} % lower ({span} %) than in the twin world {twin}: {conclusion}.",
        "{lead}，开发区以外的实际 GDP 比对照世界{twin}低 {size} %（{span} %）：{conclusion}。",
    ),
    "whole_undecided": (
        "{lead}, real GDP outside the zones differs by {value} from the twin world {twin}; zero lies within that "
        "interval, so whether growth is radiated or drawn in cannot be told.",
        "{lead}，开发区以外的实际 GDP 与对照世界{twin}相差 {value}；该区间包含零，"
        "尚不能判断是辐射带动还是虹吸效应。",
    ),
    "whole_alone": (
        "{lead}, real GDP outside the zones differs by {value} from the twin world {twin}; with one replicate there "
        "is no interval, so whether growth is radiated or drawn in cannot be told.",
        "{lead}，开发区以外的实际 GDP 与对照世界{twin}相差 {value}；仅一次重复，没有置信区间，"
        "尚不能判断是辐射带动还是虹吸效应。",
    ),
    "whole_nothing": (
        "{lead}, real GDP outside the zones is exactly that of the twin world {twin}: nothing is radiated and nothing "
        "drawn in.",
        "{lead}，开发区以外的实际 GDP 与对照世界{twin}完全相同：既无辐射带动，也无虹吸效应。",
    ),
    "whole_unknown": (
        "{lead}, there is no economy outside the zones whose real GDP could be held against the twin world {twin}.",
        "{lead}，开发区以外没有可与对照世界{twin}比较的经济活动。",
    ),
    "conclusion_radiates_zones": ("the zones radiate growth", "开发区产生了辐射带动作用"),
    "conclusion_draws_in_zones": ("the zones draw growth in (siphon)", "开发区产生了虹吸效应"),
    "conclusion_radiates_worlds": (
        "what differs between the two worlds adds to growth outside",
        "两个世界之间的差异促进了区外增长",
    ),
    "conclusion_draws_in_worlds": (
        "what differs between the two worlds takes growth from outside",
        "两个世界之间的差异抑制了区外增长",
    ),
    # by distance
    "near_radiates": (
        "Nearest to the zones, at {ring}, it is {size} % higher ({span} %)",
        "距开发区最近处（{ring}）高 {size} %（{span} %）",
    ),
    "near_draws_in": (
        "Nearest to the zones, at {ring}, it is {size} % lower ({span} %)",
        "距开发区最近处（{ring}）低 {size} %（{span} %）",
    ),
    "near_undecided": (
        "Nearest to the zones, at {ring}, a difference of {value} cannot be told from zero",
        "距开发区最近处（{ring}）的差异为 {value}，与零无显著差异",
    ),
    "near_alone": (
        "Nearest to the zones, at {ring}, it differs by {value}, without an interval",
        "距开发区最近处（{ring}）相差 {value}，没有置信区间",
    ),
    "near_nothing": (
        "Nearest to the zones, at {ring}, there is no difference at all",
        "距开发区最近处（{ring}）没有任何差异",
    ),
    "distance_unknown": (
        "How the effect changes with distance cannot be told: no ring around the zones holds an outside economy.",
        "无法判断效应如何随距离变化：开发区周围各距离环内没有区外经济。",
    ),
    "reach_sign": ("; it changes its sign at {km}{way}.", "；效应在 {km}处变号{way}。"),
    "way_radiates": (", from radiating to drawing in", "，由辐射带动转为虹吸效应"),
    "way_draws_in": (", from drawing in to radiating", "，由虹吸效应转为辐射带动"),
    "reach_half": ("; half of that is left at {km}.", "；到 {km}处减半。"),
    "reach_untold": (
        "; at what distance it halves or changes its sign cannot be told.",
        "；在多远处减半或变号，尚不能判断。",
    ),
    "reach_nothing": (".", "。"),
    # ratio
    "ratio": (
        "Inside the zones real GDP changes by {change}; for each unit {inside} there, {amount} is {outside} outside",
        "开发区内实际 GDP 变化 {change}；区内每{inside}一个单位，区外{outside} {amount} 个单位",
    ),
    "ratio_undecided": (
        "Inside the zones real GDP changes by {change}; for each unit {inside} there, {amount} is gained outside, "
        "which cannot be told from zero.",
        "开发区内实际 GDP 变化 {change}；区内每{inside}一个单位，区外变化 {amount} 个单位，与零无显著差异。",
    ),
    "gained": ("gained", "增加"),
    "lost": ("lost", "减少"),
    "stop": (".", "。"),
    "ratio_without_radiates": (
        "Inside the zones real GDP changes by {value}; what that is worth outside, unit for unit, could not be told.",
        "开发区内实际 GDP 变化 {value}；区内每增加一个单位对应区外多少，无法得出。",
    ),
    "ratio_without_draws_in": (
        "Inside the zones real GDP changes by {value}; what that is worth outside, unit for unit, could not be told.",
        "开发区内实际 GDP 变化 {value}；区内每减少一个单位对应区外多少，无法得出。",
    ),
    "ratio_without_undecided": (
        "No ratio of growth outside to growth inside is given, since the change inside the zones, {value}, cannot be "
        "told from zero.",
        "不给出区外与区内增长之比，因为开发区内的变化为 {value}，与零无显著差异。",
    ),
    "ratio_without_alone": (
        "No ratio of growth outside to growth inside is given, since with one replicate the change inside the zones, "
        "{value}, has no interval.",
        "不给出区外与区内增长之比，因为仅一次重复，开发区内的变化 {value} 没有置信区间。",
    ),
    "ratio_without_nothing": (
        "No ratio of growth outside to growth inside is given, since nothing changes inside the zones.",
        "不给出区外与区内增长之比，因为开发区内没有变化。",
    ),
    "ratio_without_unknown": (
        "No ratio of growth outside to growth inside is given, since no zone differs between the two worlds.",
        "不给出区外与区内增长之比，因为两个世界的开发区没有差别。",
    ),
    # differences between scenarios
    "where_all": ("Taking all that is outside", "就全部区外经济而言"),
    "where_ring": ("Nearest to the zones, at {ring}", "在距开发区最近处（{ring}）"),
    "one_radiates": (
        "{where}, {name} radiates {size} percentage points more than {first} ({span}).",
        "{where}，{name}的辐射带动作用比{first}强 {size} 个百分点（{span}）。",
    ),
    "one_draws_in": (
        "{where}, {name} radiates {size} percentage points less than {first} ({span}).",
        "{where}，{name}的辐射带动作用比{first}弱 {size} 个百分点（{span}）。",
    ),
    "one_undecided": (
        "{where}, whether {name} radiates more or less than {first} cannot be told: the difference is {value} "
        "percentage points.",
        "{where}，尚不能判断{name}的辐射带动作用比{first}强还是弱：相差 {value} 个百分点。",
    ),
    "one_alone": (
        "{where}, {name} differs from {first} by {value} percentage points; with one replicate there is no interval, "
        "so more or less cannot be told.",
        "{where}，{name}与{first}相差 {value} 个百分点；仅一次重复，没有置信区间，尚不能判断强弱。",
    ),
    "one_nothing": (
        "{where}, {name} radiates exactly as much as {first}.",
        "{where}，{name}的辐射带动作用与{first}完全相同。",
    ),
    "one_unknown": (
        "{where}, {name} and {first} cannot be held against each other.",
        "{where}，{name}与{first}无法比较。",
    ),
    "many": (
        "{where}, in percentage points against {first}: {clauses}.",
        "{where}，与{first}相比（百分点）：{clauses}。",
    ),
    "between": ("; ", "；"),
    "many_radiates": ("more is radiated by {names}", "更强的有{names}"),
    "many_draws_in": ("less is radiated by {names}", "更弱的有{names}"),
    "many_undecided": ("cannot be told apart: {names}", "尚不能判断的有{names}"),
    "many_alone": ("without an interval, so not told apart: {names}", "没有置信区间、不能判断的有{names}"),
    "many_nothing": ("exactly as much: {names}", "完全相同的有{names}"),
    "many_unknown": ("cannot be compared: {names}", "无法比较的有{names}"),
    # sweeps
    "counted": (
        "Nearest to them ({ring}), zones radiate growth at {radiate} of {points} points and draw it in at {draw_in}, "
        "clear of zero; at {left} it cannot be told.",
        "在 {points} 个点中，距开发区最近处（{ring}）有 {radiate} 个点呈现显著的辐射带动，"
        "{draw_in} 个点呈现显著的虹吸效应，{left} 个点尚不能判断。",
    ),
    "extremes": (
        "The effect there is highest, {most_effect}, at {most}, and lowest, {least_effect}, at {least}.",
        "该处效应最高的是{most}：{most_effect}；最低的是{least}：{least_effect}。",
    ),
    "worth_radiates": (
        "raising {name} from {low} to {high} adds {size} percentage points ({span})",
        "将{name}由 {low} 提高到 {high}，效应增加 {size} 个百分点（{span}）",
    ),
    "worth_draws_in": (
        "raising {name} from {low} to {high} takes away {size} percentage points ({span})",
        "将{name}由 {low} 提高到 {high}，效应减少 {size} 个百分点（{span}）",
    ),
    "worth_undecided": (
        "what raising {name} from {low} to {high} does, {value} percentage points, cannot be told from zero",
        "将{name}由 {low} 提高到 {high} 的作用为 {value} 个百分点，与零无显著差异",
    ),
    "worth_alone": (
        "raising {name} from {low} to {high} changes it by {value} percentage points, without an interval",
        "将{name}由 {low} 提高到 {high}，效应变化 {value} 个百分点，没有置信区间",
    ),
    "worth_nothing": (
        "raising {name} from {low} to {high} changes nothing",
        "将{name}由 {low} 提高到 {high}，效应没有变化",
    ),
    "worth_unknown": (
        "what raising {name} from {low} to {high} does is not known",
        "将{name}由 {low} 提高到 {high} 的作用未知",
    ),
    "worth_none": (
        "No factor of this design has numbers that could be raised, so none is said to matter.",
        "该设计中没有可以提高的数值因素，因此不对任何因素下结论。",
    ),
}
"""Sentences and their parts by key, English first."""

_COLUMN: dict[Language, int] = {"en": 0, "zh": 1}


def say(key: str, language: Language, **values: object) -> str:
    """Give a sentence, or a part of one, its braces filled in."""
    told = SENTENCES[key][_COLUMN[language]].format(**values)
    # A closing bracket of full width brings its own space.
    return told.replace("） ", "）")
