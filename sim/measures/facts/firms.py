"""Facts of firms and of what passes between them: C8, C17, C19 and C20."""

from sim.measures.facts.cases import Beside, Measurement
from sim.measures.facts.decomposition import net_entry_share
from sim.measures.facts.density import density_elasticity
from sim.measures.facts.gravity import distance_elasticity
from sim.measures.facts.scale import prefectures
from sim.measures.facts.survival import exit_hazard, flow_hazard

FIRM_FACTS: dict[str, Measurement] = {
    "C8": Measurement(net_entry_share, census=True, remark="dynamic Olley-Pakes, all industries, ten years"),
    "C17": Measurement(exit_hazard, remark="log 2 over the median life", beside=Beside("deaths a year", flow_hazard)),
    "C19": Measurement(density_elasticity, remark="cells with five firms or more"),
    "C20": Measurement(distance_elasticity, obstacle=prefectures, remark="orders for inputs between regions"),
}
"""How each of these facts is measured."""
