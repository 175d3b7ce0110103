"""The models that all receivers share: what a project's data file may say."""

from generator.grant.schema.data import Data

__all__ = ["Data"]
