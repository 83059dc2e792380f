"""What plans about decisions are tried with: the audited rows, the rules to measure again, and the rows to train on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from time import process_time
from typing import TYPE_CHECKING, Any

from audit.advise.decided import Decided, decided, events_of, groups_of, plain, read, texts_of
from audit.advise.remeasured import Rules
from audit.core.advice import CannotTry
from audit.core.errors import BadInput
from audit.load.models import Model
from audit.load.predictor import Predictor
from audit.load.retraining import Lesson
from audit.observe.scene import Scene

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]

MOST_SECONDS = 60.0
"""Processor time after which no further training is started: the rest is listed as not tried."""


@dataclass(frozen=True, slots=True)
class Taught:
    """The rows a model is trained on, with their groups and labels, in an order of chance."""

    rows: Decided
    lesson: Lesson


class Bench:
    """One audited dataset; rows are read once, models are trained once, and only if somebody asks."""

    def __init__(self, scene: Scene, train: Scene | None, rules: Rules) -> None:
        """Keep what is needed; nothing is read yet."""
        self.scene, self.rules, self._train = scene, rules, train
        self._done: dict[tuple[str, ...], Any] = {}
        self._spent = 0.0

    @property
    def name(self) -> str:
        """Return the name of the audited dataset."""
        return self.scene.source.name

    @cached_property
    def decided(self) -> Decided:
        """Return the audited rows with the model's decisions; raises CannotTry."""
        return decided(self.scene)

    @property
    def model(self) -> Model:
        """Return the model; raises CannotTry where there is none that can be trained."""
        model = self.scene.model
        if model is None:
            raise CannotTry(f"{self.name}: no model is declared, and stored decisions cannot be trained again")
        if model.fitted is None:
            raise CannotTry(f"{self.name}: the model is a function, and only an estimator can be trained again")
        return model

    @cached_property
    def taught(self) -> Taught:
        """Return the training rows; raises CannotTry where none are declared apart from the audited ones."""
        if self._train is None:
            raise CannotTry(f"{self.name}: no training data is declared apart from it, so no model is trained again")
        scene, model = plain(self._train), self.model
        roles = scene.roles
        if not roles.label:
            raise CannotTry(f"{scene.source.name}: it has no label to train on")
        columns = (*(model.predictor.features or scene.source.names()),)
        missing = [name for name in columns if name not in scene.source.names()]
        if missing:
            raise CannotTry(f"{scene.source.name}: it lacks {len(missing)} of the columns that the model is given")
        return _taught(scene, read(scene, columns), roles.label)

    def others(self, key: tuple[str, ...], train: Callable[[], Predictor]) -> Decided:
        """Return the audited rows as a model trained again decides about them; raises CannotTry."""
        found: Decided = self.kept(key, lambda: self.decided.asked(train()), trains=True)
        return found

    def kept(self, key: tuple[str, ...], make: Callable[[], Any], *, trains: bool = False) -> Any:
        """Return what was made before under this key, else make it; what trains only while there is time. Raises CannotTry."""
        if key not in self._done:
            self._done[key] = self._trained(key, make) if trains else make()
        done = self._done[key]
        if isinstance(done, CannotTry):
            raise done
        return done

    def _trained(self, key: tuple[str, ...], make: Callable[[], Any]) -> Any:
        """Return what was trained, or why it cannot be; what a model raises is told without its message."""
        if self._spent > MOST_SECONDS:
            return CannotTry(f"{self.name}: {key[0]} was not tried, the models before it took {MOST_SECONDS:g} seconds to train")
        self.scene.progress(f"{self.name}: try {key[0]}", 0, 1)
        start = process_time()
        try:
            return make()
        except CannotTry as reason:
            return reason
        except BadInput as error:
            return CannotTry(f"{self.name}: {key[0]} was not tried: {error.problems[0].what}")
        finally:
            self._spent += process_time() - start


def _taught(scene: Scene, batch: Any, label: str) -> Taught:
    """Return the rows that have a label, shuffled by the seed: sorted rows would teach some models their order."""
    import numpy as np
    import pyarrow as pa

    order = np.random.default_rng([scene.settings.seed, batch.num_rows]).permutation(batch.num_rows)
    batch = batch.take(pa.array(order))
    texts = texts_of(batch, label)
    known = np.array([text is not None for text in texts], dtype=bool)
    events = events_of(scene, batch, label)
    nothing = np.full(batch.num_rows, np.nan)
    rows = Decided(scene, batch, groups_of(scene, batch), events, events, nothing).only(known)
    return Taught(rows, Lesson(rows.batch, texts[known].tolist(), scene.roles.positive, scene.settings.seed))
