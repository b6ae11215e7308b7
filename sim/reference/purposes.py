"""What is left to luck, in sentences. Two engines share their luck when they draw for the same sentences."""

from sim.basis.luck import Purpose

# Founding.
FIRST_PRODUCTIVITY = Purpose("productivity of a first firm")
FIRST_APPEAL = Purpose("appeal of a first firm")
FIRST_CELL = Purpose("cell of a first firm")
FIRST_ON_LOT = Purpose("whether a first firm stands on the lot of an active zone")
FIRST_WHICH_LOT = Purpose("lot of a first firm in a zone")
FIRST_CHOSE_LOT = Purpose("whether a first firm that chose a cell stands on a lot in it")

# The chain.
TICKETS = Purpose("the tickets of a firm in the drums of its cell")
SLOT_LOOKS = Purpose("whether a supplier slot looks for a better supplier")
SLOT_WHERE = Purpose("the cell in which a supplier slot looks")
SLOT_WHOM = Purpose("the firm of a cell that a supplier slot considers")
SLOT_MEETS = Purpose("whether a supplier slot and its candidate meet across a border or a gate")
SLOT_INHERITS = Purpose("the firm that takes over the customers of a dead supplier")

# Learning.
SHOCK = Purpose("shocks to the productivity and the appeal of a firm")
MEETING_HAPPENS = Purpose("whether and how a firm meets another or the world frontier")
MEETING_WHERE = Purpose("the cell in which a firm meets another at a displacement")
MEETING_WHOM = Purpose("the firm that is met in a cell")
MEETING_COMES_ABOUT = Purpose("whether a meeting across a border or a gate comes about")
INSTRUCTS = Purpose("whether a foreign customer teaches the supplier of a slot")
INSTRUCTS_ACROSS = Purpose("whether a foreign customer teaches a supplier across a border or a gate")

# Policy.
PILOTS = Purpose("whether a jurisdiction pilots a higher standard in a domain")
ADOPTS = Purpose("whether a region adopts rules in a domain")
SCORES = Purpose("noise in the yearly score of a zone")

# Choice among sites.
NEAR = Purpose("the near sites that a chooser compares")
FAR = Purpose("the far sites that a chooser compares")
LOT = Purpose("whether one who chose a cell stands on a lot in it")
PROMOTED = Purpose("whether a promoted lot is offered")
PROMOTED_ZONE = Purpose("the zone whose lot is offered")
PROMOTED_LOT = Purpose("the lot of a zone that is offered")
TASTE = Purpose("taste of a chooser for a site")

# Firms come, move and go.
TURNOVER = Purpose("whether a firm dies and how many firms it begets")
RECONSIDERS = Purpose("whether a firm reconsiders its site")
ENTERS = Purpose("whether a newborn enters")
TAKES_AFTER = Purpose("how a newborn's productivity differs from its parent's")
FOREIGN = Purpose("whether a newborn is foreign")
FOREIGN_GAP = Purpose("how far a foreign newborn is from the world frontier")
SUCCEEDS = Purpose("the parent of the firm that succeeds a dead one in the burn-in")
HYPOTHETICAL = Purpose("hypothetical newborns from which the bar to entry is solved")
