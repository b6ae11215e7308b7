"""Texts of the page around its answers: questions, headings, columns, method, provenance; English and Chinese."""

from sim.figures.labels import Language

TEXTS: dict[str, tuple[str, str]] = {
    # the head of the page
    "kicker": ("Hinterland · how far development zones radiate", "Hinterland 模型 · 开发区辐射带动作用评估"),
    "kind_run": ("Report on a scenario", "情景报告"),
    "kind_comparison": ("Report on a comparison", "对比报告"),
    "kind_sweep": ("Report on a sweep", "参数扫描报告"),
    "question": ("The question", "问题"),
    "answer": ("The answer", "结论"),
    "figures_and_tables": ("Figures and numbers, against {arm}", "图表与数据：对照世界{arm}"),
    "question_run": (
        "How much growth do the zones of {title} radiate to the places around them, how far does it reach, and do "
        "they draw growth in instead?",
        "在{title}中，开发区对周边有多大的辐射带动作用，能辐射多远，还是反而产生虹吸效应？",
    ),
    "question_comparison": (
        "Which radiates more growth to the places around its zones: {names}?",
        "{names}，哪一个对周边的辐射带动作用更大？",
    ),
    "names_or": ("{others}, or {last}", "{others}与{last}"),
    "question_sweep": (
        "{title}: on what does it depend whether zones radiate growth or draw it in, when {factors} {are} varied?",
        "{title}：改变{factors}时，开发区是产生辐射带动作用还是虹吸效应，取决于什么？",
    ),
    "is": ("is", ""),
    "are": ("are", ""),
    "and": ("{others} and {last}", "{others}和{last}"),
    # badges
    "badge_radiates": ("radiates", "辐射带动"),
    "badge_draws_in": ("draws in", "虹吸效应"),
    "badge_undecided": ("cannot be told", "尚不能判断"),
    "badge_alone": ("one replicate", "单次重复"),
    "badge_nothing": ("no difference", "没有差别"),
    "badge_unknown": ("not measured", "无法测量"),
    "badge_more": ("more", "更强"),
    "badge_less": ("less", "更弱"),
    # notes below the answer
    "note_intervals": (
        "In brackets: 95 % intervals over {count} replicates, each with luck of its own. They say what chance leaves "
        "open within the model, not what is unknown about the world.",
        "括号内为 {count} 次重复得到的 95 % 置信区间，每次重复的随机性各不相同。"
        "区间反映模型内部的偶然性，不反映对现实认识的不足。",
    ),
    "note_bands": (
        "Effects at a distance, the nearest among them, have 95 % bands, which hold for all distances at once and are "
        "wider than intervals.",
        "各距离处（包括最近处）的效应采用 95 % 置信带：对所有距离同时成立，比置信区间更宽。",
    ),
    "note_nearest": (
        "The difference nearest to the zones has an interval of its own, since that distance was chosen beforehand; "
        "the table by distance has bands, which hold for all distances at once and are wider.",
        "距开发区最近处是事先选定的，其差异采用单独的置信区间；按距离列出的表采用对所有距离同时成立的置信带，因而更宽。",
    ),
    "note_one": (
        "One replicate only: there is no interval, so nothing here is told from chance. Run more replicates before "
        "quoting a number.",
        "仅有一次重复：没有置信区间，无法排除偶然。引用数字之前请增加重复次数。",
    ),
    "note_unfinished": (
        "{done} of {asked} replicates are finished; this report is about these only.",
        "{asked} 次重复中已完成 {done} 次；本报告仅依据已完成的部分。",
    ),
    "note_sweep_unfinished": (
        "Not every world of this sweep is there; points that lack worlds are told from those they have, or left out.",
        "本次参数扫描尚未全部完成；缺少部分世界的点只依据已有结果，或不列入。",
    ),
    "note_extremes": (
        "The strongest and the weakest of many points are flattered by chance; the differences between highest and "
        "lowest values are not.",
        "从许多点中挑出的最强与最弱者会受偶然性放大；最高与最低取值之间的差异则不受此影响。",
    ),
    "note_points": (
        "Differences between effects are in percentage points (hundredths of log points, which add up).",
        "效应之间的差异以百分点计（对数点 × 100，可以相加）。",
    ),
    "note_other_twin": ("Against another twin world: {sentence}", "与另一对照世界相比：{sentence}"),
    "note_tiny": (
        "This scenario is made for a first look: it is too small and too short for its numbers to mean anything.",
        "该情景仅供初步了解：规模过小、时间过短，其数值没有实际意义。",
    ),
    # headings of sections
    "field_words": ("In the words of the policy field", "从政策视角看"),
    "field_caption": ("Terms, what stands for them, and what was found", "概念、模型中的含义与结果"),
    "what_differs": ("What differs between the worlds", "两个世界有何不同"),
    "what_differs_runs": ("What differs between the scenarios", "各情景有何不同"),
    "what_varies": ("What is varied", "改变了什么"),
    "facts": ("Held against known facts", "与已知事实对照"),
    "method": ("How this was found", "方法说明"),
    "provenance": ("Where this comes from, and how to repeat it", "来源与重现方法"),
    "each_by_itself": ("Each scenario by itself", "各情景自身的结论"),
    "figures": ("Figures and numbers", "图表与数据"),
    # tables
    "curve_caption": (
        "Real GDP outside the zones by distance, year {year}",
        "开发区以外的实际 GDP，按距离分，第 {year} 年",
    ),
    "head_distance": ("Distance to the nearest zone", "到最近开发区的距离"),
    "head_effect": ("Effect (95 % band for all distances at once)", "效应（对所有距离同时成立的 95 % 置信带）"),
    "head_says": ("So it", "结论"),
    "numbers_caption": ("Headline numbers", "主要指标"),
    "head_number": ("Number", "指标"),
    "head_value": ("Value (95 % interval)", "数值（95 % 置信区间）"),
    "head_difference": ("Difference (95 % interval)", "差异（95 % 置信区间）"),
    "dimensions_caption": (
        "The five dimensions of development, year {year}",
        "新发展理念五个维度，第 {year} 年",
    ),
    "head_dimension": ("Dimension", "维度"),
    "head_base": ("Scenario", "本情景"),
    "head_twin": ("Twin world", "对照世界"),
    "head_unit": ("Unit", "单位"),
    "head_term": ("Term", "概念"),
    "head_in_model": ("What stands for it in the model", "模型中的含义"),
    "head_found": ("Found", "结果"),
    "facts_caption": ("Known facts and what was found, last year", "已知事实与模型结果，末年"),
    "head_fact": ("Fact", "事实"),
    "head_known": ("Known", "已知值"),
    "head_band": ("Band", "区间"),
    "head_verdict": ("So it is", "判断"),
    "head_remark": ("Remark", "说明"),
    "near": ("near", "接近"),
    "below": ("far: below", "偏离：偏低"),
    "above": ("far: above", "偏离：偏高"),
    "facts_count": (
        "{near} near, {far} far; {left} more facts need other worlds or maps than these.",
        "{near} 项接近，{far} 项偏离；另有 {left} 项需要其他情景或地图才能检验。",
    ),
    "facts_points_caption": (
        "Known facts, and at how many points they are near or far",
        "已知事实，以及接近或偏离的点数",
    ),
    "head_near": ("near", "接近"),
    "head_below": ("far: below", "偏低"),
    "head_above": ("far: above", "偏高"),
    "start_near": (
        "The start is fitted to data: the largest deviation of any quantity is {deviation} %.",
        "模型起点与数据相符：各项指标的最大偏差为 {deviation} %。",
    ),
    "head_setting": ("Setting", "设定"),
    "head_key": ("Key in the scenario file", "情景文件中的键"),
    "head_arm": ("World", "世界"),
    "head_replicate": ("Replicate", "重复"),
    "head_key_of_world": ("Key", "键值"),
    "no_difference": (
        "{one} and {other} do not differ in anything, so every effect between them is exactly zero.",
        "{one}与{other}没有任何不同，因此二者之间的各项效应均为零。",
    ),
    "differs_unreadable": (
        "The settings were written by another version of the model and cannot be laid side by side in this one.",
        "设定由模型的其他版本写入，无法在本版本中并列比较。",
    ),
    "differs_caption": ("{one} beside {other}", "{one}与{other}"),
    "same_luck": (
        "All else is the same in these worlds, luck included: the same firms meet the same chances unless what is "
        "listed above reaches them.",
        "除此之外这些世界完全相同，包括随机性：只要不受上列差异影响，同一企业遇到的机遇完全一致。",
    ),
    "channels_caption": (
        "What runs through each channel, last year, log points × 100; the parts add up to the total",
        "各渠道的作用，末年，对数点 × 100；各部分相加等于总效应",
    ),
    "siphon_or_radiation": ("Siphon or radiation", "虹吸还是辐射"),
    "not_set": ("not set", "未设定"),
    "points_caption": ("Points of the design", "设计中的各点"),
    "head_point": ("Point", "点"),
    "head_near_effect": ("Effect at {ring}", "{ring}内的效应"),
    "head_total": ("All outside", "全部区外"),
    "points_left": ("{count} more points are in the table of the sweep.", "其余 {count} 个点见参数扫描的表格。"),
    "worth_caption": (
        "What each factor is worth: effect at {ring}, highest third of its values less lowest",
        "各因素的作用：{ring}内的效应，取值最高的三分之一减去最低的三分之一",
    ),
    "head_lowest": ("Lowest", "最低"),
    "head_highest": ("Highest", "最高"),
    "boundary_caption": (
        "Where the effect at {ring} turns from drawing in to radiating or back",
        "{ring}内的效应在何处由虹吸转为辐射（或相反）",
    ),
    "head_turn": ("{factor} at which it turns", "转折处的{factor}"),
    "head_side": ("There it", "该处"),
    "side_radiates": ("radiates throughout", "始终为辐射带动"),
    "side_draws in": ("draws in throughout", "始终为虹吸效应"),
    "side_turns": ("turns", "发生转折"),
    "side_unknown": ("is not known", "未知"),
    "factors_caption": ("Factors of the design: {design}", "设计因素：{design}"),
    "design_grid": ("every combination of the values", "取值的全部组合"),
    "design_latin_hypercube": ("Latin hypercube", "拉丁超立方"),
    "design_sobol": ("Sobol sequence", "Sobol 序列"),
    "design_list": ("a list of scenarios", "情景列表"),
    "head_values": ("Values", "取值"),
    "values_range": ("{low} to {high}, {count} values", "{low} 至 {high}，共 {count} 个取值"),
    "comparison_numbers_caption": (
        "Headline numbers of each, and the difference to {first}",
        "各情景主要指标及与{first}之差",
    ),
    "comparison_curve_caption": ("Difference to {first} by distance", "与{first}之差，按距离分"),
    "head_which": ("Scenario", "情景"),
    "head_radiates_more": ("So it radiates", "辐射作用"),
    "facts_runs_caption": ("Known facts, near or far in each scenario", "已知事实在各情景中接近或偏离"),
    # provenance
    "provenance_caption": ("Provenance", "来源"),
    "scenario": ("Scenario", "情景"),
    "sweep": ("Sweep", "参数扫描"),
    "seed": ("Seed", "随机种子"),
    "replicates": ("Replicates", "重复次数"),
    "years": ("Recorded years", "记录年数"),
    "policy_date": ("Policy date", "政策起始日"),
    "engine": ("Engine", "计算引擎"),
    "code": ("Program (sha256 of the model's code)", "程序（模型代码的 sha256）"),
    "data": ("Data (sha256 of its tables)", "数据（数据表的 sha256）"),
    "versions": ("Versions", "版本"),
    "unknown": ("not written down", "未记录"),
    "worlds": ("Worlds", "世界"),
    "worlds_hash": ("{count}; sha256 of all their keys {digest}", "{count} 个；全部键值的 sha256：{digest}"),
    "folder": ("Short hash", "短哈希"),
    "repeat": ("This command makes the same worlds again, bit for bit:", "以下命令可逐位重现相同的世界："),
    "repeat_files": (
        "Keep the settings below as files of the names that the command has; the command then makes the same worlds "
        "again, bit for bit:",
        "将下列设定保存为命令中所示名称的文件，再执行命令，即可逐位重现相同的世界：",
    ),
    "repeat_report": ("And this one makes this report again:", "以下命令可再次生成本报告："),
    "settings_of": ("Settings of {name}", "{name}的全部设定"),
    "world_keys": ("Keys of the worlds", "各世界的键值"),
    "made_by": (
        "Written by hinterland {version}. All numbers are results of a model; none is an estimate from data.",
        "由 hinterland {version} 生成。所有数字均为模型结果，并非由数据估计得出。",
    ),
}
"""Texts by key, English first; braces are filled in where the text is used."""

METHOD: tuple[tuple[str, str], ...] = (
    (
        "A regional economy of many firms is lived through twice, once as the scenario says and once as its twin: "
        "firms trade, buy from suppliers, learn, move, are founded and close; people migrate; rules spread from place "
        "to place. Both worlds have the same luck, so every difference between them comes from what differs at the "
        "start, and from nothing else.",
        "模型让一个由大量企业组成的区域经济运行两遍：一遍按情景设定，一遍为对照世界。企业在其中交易、采购、学习、迁移、创立和退出，"
        "人口流动，规则在地区之间扩散。两个世界的随机性完全相同，因此二者的一切差异都只来自初始设定的不同。",
    ),
    (
        "Radiation is the difference of log real GDP outside all zones, by distance to the nearest treated zone, "
        "written as growth in percent. Above zero the zones radiate growth; below zero they draw it in (siphon). The "
        "radiation ratio is real GDP gained outside for each unit gained inside.",
        "辐射带动以开发区以外实际 GDP 的对数差衡量，按到最近受处理开发区的距离分组，并折算为百分比。"
        "大于零为辐射带动，小于零为虹吸效应。"
        "辐射比是区内实际 GDP 每增加一个单位时区外增加的数量。",
    ),
    (
        "Each replicate has its own luck, shared by all its worlds. Intervals are of Student's t over replicates, of "
        "ratios and distances by leaving out one replicate at a time; bands hold for all distances at once. An effect "
        "is called clear only where zero lies outside its interval; otherwise the report says that it cannot be told.",
        "每次重复有其自身的随机性，由该次重复的所有世界共用。区间为各次重复的 t 区间，比值和距离采用逐次剔除法；"
        "置信带对所有距离同时成立。"
        "只有当区间不包含零时才称效应显著，否则本报告注明“尚不能判断”。",
    ),
    (
        "These are statements about a model whose parameters come from the literature, from data, or are assumptions. "
        "The intervals do not hold what is unknown about the real economy. The facts above say where the model is "
        "near the world and where it is far.",
        "以上均为关于模型的陈述；模型参数来自文献、数据或假设。区间不反映对现实经济认识的不足。上面的事实对照说明模型在哪些方面接近现实、"
        "在哪些方面偏离。",
    ),
)
"""Paragraphs of the method note."""

TITLES: dict[str, str] = {
    "One zone at the centre of a made-up country": "虚拟国家中心的一个开发区",
    "One park at the fringe of a made-up city, on cells of a kilometre": "虚拟城市边缘的一个园区，格网边长一公里",
    "All national zones of China, with a million firms": "全国国家级经开区，一百万家企业",
    "The zone no more open than its surroundings": "开发区的开放度不高于周边",
    "The zone and its neighbours closely coordinated": "开发区与周边高度协同",
    "The zone wide open to the world": "开发区高水平对外开放",
    "The zone wide open and hardly coordinated": "开发区高度开放而缺乏协同",
    "A first look within seconds": "数秒之内的初步了解",
    "The zones of the Yangtze River Delta no more open than their surroundings": "长三角开发区的开放度不高于周边",
    "The Yangtze River Delta closely coordinated": "长三角高度协同",
    "The national zones of the Yangtze River Delta": "长三角的国家级经开区",
    "The national zones of the Yangtze River Delta, evaluated each year": "长三角的国家级经开区，每年考核",
    "The zones of the Yangtze River Delta wide open to the world": "长三角开发区高水平对外开放",
    "The zones of the Yangtze River Delta wide open and hardly coordinated": "长三角开发区高度开放而缺乏协同",
    "Siphon or radiation, by openness and coordination": "虹吸还是辐射：开放度与协同水平",
    "Openness by coordination, small enough for a first look": "开放度与协同水平，供初步了解",
}
"""Titles of shipped scenarios and sweeps in Chinese; a title of one's own stays as it is."""

_COLUMN: dict[Language, int] = {"en": 0, "zh": 1}


def text(key: str, language: Language, **values: object) -> str:
    """Give a text in a language, its braces filled in."""
    return TEXTS[key][_COLUMN[language]].format(**values)


def method(language: Language) -> tuple[str, ...]:
    """Give the paragraphs of the method note."""
    return tuple(each[_COLUMN[language]] for each in METHOD)


def title_in(language: Language, title: str) -> str:
    """Give a title in a language where it is known in it."""
    return TITLES.get(title, title) if language == "zh" else title


def named(name: str, title: str, language: Language) -> str:
    """Write a name and its title: `tiny: A first look within seconds`."""
    return f"{name}{colon(language)}{title_in(language, title)}"


def colon(language: Language) -> str:
    """Give the colon of a language."""
    return ": " if language == "en" else "："


def joined(names: list[str], language: Language, key: str = "and") -> str:
    """Join names by `and`, or by the text of another key."""
    if len(names) < 2:
        return "".join(names)
    comma = ", " if language == "en" else "、"
    return text(key, language, others=comma.join(names[:-1]), last=names[-1])
