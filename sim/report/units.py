"""Units as readers know them."""

from sim.figures.labels import Language

UNITS: dict[str, str] = {
    "share": "比重",
    "ratio": "比值",
    "log points": "对数点",
    "log points/year": "对数点/年",
    "log points a year": "对数点/年",
    "log points of cost": "成本对数点",
    "log points per square root of a year": "对数点/√年",
    "per year": "每年",
    "1/year": "每年",
    "years": "年",
    "km": "公里",
    "km2": "平方公里",
    "degrees": "度",
    "exponent": "指数",
    "elasticity": "弹性",
    "nats": "奈特",
    "points": "分",
    "maturity": "成熟度",
    "firm agents": "企业主体",
    "standard deviations": "标准差",
    "sites": "个",
    "replicates": "次",
    "cells": "格",
    "regions": "个地区",
    "steps a year": "步/年",
    "zones": "开发区",
    "names": "名称",
    "industries": "产业",
    "word": "词",
    "whole number": "整数",
    "yes or no": "是或否",
    "share per unit of openness": "比重/单位开放度",
    "rate per unit of openness": "率/单位开放度",
    "kg CO2/CNY": "千克 CO2/元",
    "firms per 1e8 CNY/year": "家/（亿元/年）",
    "1e8 CNY/year": "亿元/年",
    "name of a benchmark": "规则名称",
    "names of channels": "渠道名称",
    "all, or zones": "全部或开发区名称",
    "none, all, new, or zones": "无、全部、新设或开发区名称",
    "mapping": "映射",
    "mapping by name": "按名称的映射",
    "maturity by domain": "各领域成熟度",
    "grid points": "格点",
    "row, column from the north-west corner, from 0": "自西北角起的行、列（从 0 起）",
    "YYYY or YYYY-MM": "年或年月",
    "YYYY, YYYY-MM or never": "年、年月或永不",
    "jurisdictions by zone": "开发区对应的地区",
    "names or differences": "名称或差异",
    "names or paths": "名称或路径",
    "name": "名称",
    "sentence": "一句话",
}
"""Chinese by English."""


def unit_in(unit: str, language: Language) -> str:
    """Give a unit in a language; one that nobody has translated stays as it is."""
    return UNITS.get(unit, unit) if language == "zh" else unit
