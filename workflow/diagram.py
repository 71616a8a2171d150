"""The roads drawn from the tables, as Mermaid, so that the picture cannot drift from the code."""

from workflow.models import Road
from workflow.states import ACTIONS, FIRST_STATE, ROADS, STATES, states_on

HEADING = "# Các đường đi của hồ sơ\n\nTệp này do `manage.py road_diagram` viết từ bảng trạng thái.\n"


def as_markdown() -> str:
    """All roads as one Markdown page with a Mermaid diagram each."""
    return HEADING + "".join(_road(Road(key)) for key in ROADS)


def _road(road: Road) -> str:
    lines = [f"\n## {road.label}\n", "```mermaid", "stateDiagram-v2", f"  [*] --> {FIRST_STATE[road]}"]
    for key in states_on(road):
        lines.append(f"  {key}: {STATES[key].word()}")
    for step in dict.fromkeys(ROADS[road]):
        guard = f" [{', '.join(step.guards)}]" if step.guards else ""
        reason = " (có lý do)" if step.comment else ""
        lines.append(f"  {step.source} --> {step.target}: {ACTIONS[step.action].label}{reason}{guard}")
    lines += [f"  {key} --> [*]" for key in states_on(road) if STATES[key].final]
    return "\n".join([*lines, "```", ""])
