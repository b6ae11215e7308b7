"""The ledger: created or drawn from elsewhere."""

LABELS: dict[str, tuple[str, str]] = {
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
}
