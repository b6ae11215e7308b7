"""A firm: what it asks, what it buys, whom it meets, and when it goes."""

from typing import TYPE_CHECKING

from mesa import Agent

from sim.basis.singly import exp, rounded_to_single
from sim.reference.industry import Industry
from sim.reference.map import Site

if TYPE_CHECKING:
    from sim.reference.model import PlainModel

FOUNDED = -(1 << 20)
"""Birth step of the first firms."""


class Firm(Agent):
    """An agent that stands for a number of real firms."""

    model: "PlainModel"

    def __init__(
        self,
        model: "PlainModel",
        *,
        identity: int,
        industry: Industry,
        site: Site,
        productivity: float,
        appeal: float,
        birth_step: int = FOUNDED,
        foreign: bool = False,
        line: int | None = None,
    ) -> None:
        """Make a firm.

        Args:
            model: The model.
            identity: 64-bit identity, never reused, by which it draws.
            industry: What it makes.
            site: Where it stands.
            productivity: Log productivity.
            appeal: Log appeal to customers; the floor is 0.
            birth_step: Step of its birth.
            foreign: Whether it is foreign.
            line: Place in the line along which parents of hypothetical newborns are sampled; by default the last.
        """
        super().__init__(model)
        self.identity = identity
        self.industry = industry
        self.site = site
        self.productivity = productivity
        self.appeal = appeal
        self.birth_step = birth_step
        self.foreign = foreign
        self.line = model.agent_id_counter if line is None else line
        self.alive = True
        self.moved = False
        """Whether it has moved since firms were last counted."""
        self.price = 0.0
        """Log price at its gate."""
        self.revenue = 0.0
        """Revenue of the last step, 1e8 CNY a year; 0 of a newborn."""
        self.suppliers: list[Firm] = []
        """One for each input of its industry."""
        self.delivery: list[float] = []
        """Log cost of delivery from each supplier, in single precision."""
        self.quoted_price = 0.0
        self.weight = 0.0
        """Weight of its variety in demand."""
        self.final_sales = 0.0
        self.exports = 0.0
        self.orders_received = 0.0
        self.order_base = 0.0
        """Revenue on which it orders."""
        self.learnt = 0.0
        """What meetings of this step teach, in log points."""

    @property
    def newborn(self) -> bool:
        """Whether it has not sold anything yet."""
        return self.revenue == 0.0

    @property
    def stays(self) -> bool:
        """Whether it has neither died nor moved since firms were last counted."""
        return self.alive and not self.moved

    def quote_price(self) -> None:
        """Work out a price from costs, with the prices that suppliers asked in the last step."""
        cost = self.site.cost[self.industry.number] - self.productivity
        for share, supplier, delivery in zip(
            self.industry.input_shares, self.suppliers, self.delivery, strict=True
        ):
            cost += share * (supplier.price + delivery)
        self.quoted_price = cost

    def ask_quoted_price(self) -> None:
        """Ask the price that was worked out, once everybody has worked out one."""
        self.price = self.quoted_price

    def offer(self, sigma: float) -> None:
        """Weigh the firm's variety: real firms times appeal times price to the power 1 - sigma."""
        self.weight = self.site.weight * exp((1.0 - sigma) * self.price + self.appeal)

    def sell(self) -> None:
        """Sell to households and abroad; a newborn orders on what it sells now, others on last step's revenue."""
        s = self.industry.number
        self.final_sales = self.weight * self.model.home_access(self.site, s)
        self.exports = self.weight * self.model.foreign_access(self.site, s)
        self.order_base = self.final_sales + self.exports if self.newborn else self.revenue
        self.orders_received = 0.0

    def place_orders(self) -> None:
        """Order from every supplier its share of cost."""
        spending = self.order_base / self.model.settings.prices.markup
        for share, supplier in zip(self.industry.input_shares, self.suppliers, strict=True):
            supplier.orders_received += share * spending

    def keep_books(self) -> tuple[float, float]:
        """Close the firm's accounts of the step; give wages and profit."""
        industry, settings = self.industry, self.model.settings
        markup, s, ledger = settings.prices.markup, industry.number, self.site.ledger
        revenue = self.final_sales + self.exports + self.orders_received
        imported = industry.import_share * self.order_base / markup
        added = revenue - industry.domestic_share * self.order_base / markup - imported
        wages = industry.labour_share * revenue / markup
        profit = added - wages
        if self.foreign and profit > 0.0:
            ledger.repatriated += settings.sales.repatriation * profit
        ledger.revenue[s] += revenue
        ledger.value_added[s] += added
        ledger.exports[s] += self.exports
        ledger.imported_inputs[s] += imported
        ledger.real_output[s] += revenue * exp(industry.base_price - self.price)
        self.revenue = revenue
        return wages, profit

    def take_supplier(self, slot: int, supplier: "Firm") -> None:
        """Buy from a supplier from now on."""
        if slot == len(self.suppliers):
            self.suppliers.append(supplier)
            self.delivery.append(0.0)
        self.suppliers[slot] = supplier
        self.price_link(slot)

    def price_link(self, slot: int) -> None:
        """Work out what delivery from a supplier costs, and keep it in single precision."""
        cost = self.model.regime.delivery_cost(self.site, self.suppliers[slot].site)
        self.delivery[slot] = rounded_to_single(cost)

    def price_links(self) -> None:
        """Work out what delivery from every supplier costs."""
        for slot in range(len(self.suppliers)):
            self.price_link(slot)

    def move(self, site: Site) -> None:
        """Stand on another site."""
        self.site = site
        self.moved = True

    def die(self) -> None:
        """Leave the economy; customers find others before the step ends."""
        self.alive = False
        self.revenue = 0.0
        self.remove()

    def learn(self, gain: float) -> None:
        """Learn from a meeting; of several in a step, what teaches most counts."""
        self.learnt = max(self.learnt, gain)

    def __repr__(self) -> str:
        return f"<Firm {self.identity:016x}, {self.industry.name}>"
