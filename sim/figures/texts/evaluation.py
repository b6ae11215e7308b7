"""Evaluation of zones."""

LABELS: dict[str, tuple[str, str]] = {
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
}
