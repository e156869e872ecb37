"""Train the models of `bot/linear.py`: `python scripts/train_conversation.py DATA [NAME …]`.

DATA holds labelled sets as JSON lines (id, text, label, source). It is no part of the project and
nothing else needs it. The same data gives the same weights. The figures that are kept beside the
weights are out of fold: every row is judged by a model that has seen nothing of its group.
"""

import json
import sys
from pathlib import Path

from training.conversation import PLANS
from training.linear import trained

PLACE = Path(__file__).parents[1] / "data" / "learned"


def main(data: Path, names: list[str]) -> None:
    """Train, and keep the weights with what is told of them."""
    for plan in PLANS:
        if not names or plan.name in names:
            told = trained(plan, data)
            (PLACE / f"{plan.name}.json").write_text(json.dumps(told, indent=1) + "\n")
            print(plan.name, json.dumps(told["out_of_fold"]), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
