"""Frozen types of a recommendation, and their JSON text.

Types only: what is in them is computed by the composer; sentences are made by explain.
"""

from advisor.results.finding import Cell as Cell
from advisor.results.finding import Finding as Finding
from advisor.results.finding import Insight as Insight
from advisor.results.forecast import AllocationItem as AllocationItem
from advisor.results.forecast import ChannelResult as ChannelResult
from advisor.results.forecast import Forecast as Forecast
from advisor.results.forecast import Level as Level
from advisor.results.forecast import MixItem as MixItem
from advisor.results.forecast import MonthForecast as MonthForecast
from advisor.results.forecast import Payback as Payback
from advisor.results.forecast import Range as Range
from advisor.results.forecast import Reason as Reason
from advisor.results.forecast import StopRule as StopRule
from advisor.results.forecast import Totals as Totals
from advisor.results.forecast import Warning as Warning
from advisor.results.json_text import to_json as to_json
from advisor.results.ledger import Bet as Bet
from advisor.results.ledger import Goal as Goal
from advisor.results.ledger import Judged as Judged
from advisor.results.ledger import Ledger as Ledger
from advisor.results.ledger import LedgerPage as LedgerPage
from advisor.results.ledger import NextStep as NextStep
from advisor.results.ledger import Practice as Practice
from advisor.results.ledger import Source as Source
from advisor.results.recommendation import Assumption as Assumption
from advisor.results.recommendation import Audience as Audience
from advisor.results.recommendation import Baseline as Baseline
from advisor.results.recommendation import Budget as Budget
from advisor.results.recommendation import Budgets as Budgets
from advisor.results.recommendation import FirstStep as FirstStep
from advisor.results.recommendation import Gain as Gain
from advisor.results.recommendation import GoalWeights as GoalWeights
from advisor.results.recommendation import Hire as Hire
from advisor.results.recommendation import LeastEffort as LeastEffort
from advisor.results.recommendation import Marginal as Marginal
from advisor.results.recommendation import MarginalStep as MarginalStep
from advisor.results.recommendation import Optimality as Optimality
from advisor.results.recommendation import PerfectKnowledge as PerfectKnowledge
from advisor.results.recommendation import Recommendation as Recommendation
from advisor.results.recommendation import Strategy as Strategy
from advisor.results.recommendation import StrategyResult as StrategyResult
from advisor.results.recommendation import UtilityParts as UtilityParts
from advisor.results.recommendation import Versions as Versions
from advisor.results.what_if import Beside as Beside
from advisor.results.what_if import BudgetGrid as BudgetGrid
from advisor.results.what_if import DecidingFigure as DecidingFigure
from advisor.results.what_if import GridRows as GridRows
from advisor.results.what_if import LeastFor as LeastFor
from advisor.results.what_if import Outcome as Outcome
