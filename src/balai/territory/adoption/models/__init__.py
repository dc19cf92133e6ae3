from balai.territory.adoption.models.plan import Plan, Requirement, Result, Standing, State
from balai.territory.adoption.models.step import Progress, Step

__all__ = ["Plan", "Progress", "Requirement", "Result", "Standing", "State", "Step"]
