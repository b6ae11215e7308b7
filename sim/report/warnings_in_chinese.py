"""The warnings of a comparison in Chinese; `comparing` writes them in English."""

import re

PATTERNS: tuple[tuple[str, str], ...] = (
    (
        r"(?P<both>.+) do not share their luck .*",
        "{both} 未共用同一随机性（种子、地图或步长不同），其差异按独立样本计算：区间较宽，并包含随机性的影响。",
    ),
    (r"(?P<both>.+) are held against different twins: (?P<rest>.+)\.", "{both} 的对照世界不同：{rest}。"),
    (
        r"(?P<both>.+) end after (?P<rest>.+) years; each is compared in its last year\.",
        "{both} 的记录年数不同（{rest}），各按其末年比较。",
    ),
    (r"(?P<both>.+) have different rings; .*", "{both} 的距离环不同，只比较名称相同的距离环。"),
    (
        r"(?P<both>.+) have different pasts, .*",
        "{both} 在政策起始日之前的历史不同，其差异并非只来自政策起始日之后的设定。",
    ),
    (
        r"(?P<both>.+) were made by different versions of the model; .*",
        "{both} 由模型的不同版本生成，其差异也包含版本变化的影响。",
    ),
)
"""How each warning is written in English, and its Chinese."""


def in_chinese(warning: str) -> str:
    """Give a warning in Chinese; one that is written in no known way stays as it is."""
    for pattern, chinese in PATTERNS:
        found = re.fullmatch(pattern, warning, re.DOTALL)
        if found:
            told = {name: value.replace(" and ", "与") for name, value in found.groupdict().items()}
            return chinese.format(**told)
    return warning
